//! What plans say of the Arrow columns that rows were made of, and windows do not depend on.

use arrow::array::ArrayRef;
use std::sync::Arc;

#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    /// The zone that times are to be shown in.
    pub(crate) zone: Option<Arc<str>>,
    /// The value of each partition.
    pub(crate) partitions: Option<ArrayRef>,
}
