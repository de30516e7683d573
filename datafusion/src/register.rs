//! The functions by their names.

use datafusion::{error::Result, execution::FunctionRegistry, prelude::SessionContext};

/// Makes the functions known to a session: `windrow_plan`, `windrow`, `windrow_text`.
///
/// # Errors
/// Those of the session's registry.
pub fn register(context: &SessionContext) -> Result<()> {
    register_in(&mut *context.state_ref().write())
}

/// The same for any registry, such as a `SessionState`.
///
/// # Errors
/// Those of the registry.
pub fn register_in(registry: &mut dyn FunctionRegistry) -> Result<()> {
    registry.register_udaf(crate::windrow_plan())?;
    registry.register_udwf(crate::windrow())?;
    registry.register_udf(crate::windrow_text())?;
    Ok(())
}
