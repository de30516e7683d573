//! `bindgen MODULE.wasm FOLDER`: writes the module and its glue into the folder.

use std::env::args_os;
use std::error::Error;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let [_, module, folder] =
        args_os().collect::<Vec<_>>().try_into().map_err(|_| "bindgen MODULE.wasm FOLDER")?;
    Bindgen::new()
        .input_path(module)
        .web(true)?
        // The package says itself where its module is; two places would make bundlers carry two copies.
        .omit_default_module_path(true)
        // A trap may leave anything half done: the function puts a new instance in place.
        .reset_state_function(true)
        .typescript(true)
        .generate(folder)?;
    Ok(())
}
