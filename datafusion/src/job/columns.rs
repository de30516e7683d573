//! The columns that the command line names.

use crate::{Prompts, failure::Failure, lines::is_time};
use datafusion::{arrow::datatypes::DataType, common::DFSchema};

/// Refuses names of columns that are not there, and a time of another type.
pub(super) fn check_columns(schema: &DFSchema, prompts: &Prompts) -> Result<(), Failure> {
    let measures = prompts.measures.iter().map(|(_, column)| ("--measure", column));
    let order = prompts.order.iter().map(|column| ("--order", column));
    let partition = prompts.partition.iter().map(|column| ("--partition", column));
    let time = prompts.time.iter().map(|column| ("--time", column));
    for (option, name) in partition.chain(time).chain(order).chain(measures) {
        let Some(field) = schema.fields().iter().find(|field| field.name() == name) else {
            return Err(missing(option, name, schema));
        };
        if option == "--time" && !may_be_time(field.data_type()) {
            let found = field.data_type();
            let sentence = format!(
                "column {name} is {found}, and no time; name a column of times by --time, or '' if there is none"
            );
            return Err(Failure::new("UNSUPPORTED_TYPE", sentence));
        }
    }
    Ok(())
}

fn missing(option: &str, name: &str, schema: &DFSchema) -> Failure {
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let names = names.join(", ");
    let none = match option {
        "--partition" => ", or '' if all rows are of one chat",
        "--time" => ", or '' if there is none",
        _ => "",
    };
    let sentence =
        format!("there is no column {name}; there is {names}. Name one of them by {option}{none}");
    Failure::new("MISSING_COLUMN", sentence)
}

fn may_be_time(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, values) => may_be_time(values),
        other => is_time(other),
    }
}
