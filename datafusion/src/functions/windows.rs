//! `windrow(text | struct of measures, [time,] spec) OVER (PARTITION BY … ORDER BY …)`.

use crate::{
    arguments::{Amounts, Columns, Options, Shape, check},
    failure::Failure,
    windows::{holders, holders_type},
};
use datafusion::{
    arrow::{
        array::ArrayRef,
        datatypes::{Field, FieldRef},
    },
    error::Result,
    logical_expr::{
        Expr, PartitionEvaluator, Signature, TypeSignature, Volatility, WindowUDF, WindowUDFImpl,
        expr::WindowFunction,
        function::{PartitionEvaluatorArgs, WindowFunctionSimplification, WindowUDFFieldArgs},
        simplify::SimplifyContext,
    },
};
use std::sync::{Arc, LazyLock};
use windrow::Rows;

/// The window function `windrow(text | struct of measures, [time,] spec) OVER (PARTITION BY … ORDER BY …)`:
/// the numbers of the windows that hold each row, a `LIST`, for `unnest`. Arguments and errors are those of
/// [`windrow_plan`](crate::windrow_plan).
#[must_use]
pub fn windrow() -> Arc<WindowUDF> {
    static FUNCTION: LazyLock<Arc<WindowUDF>> =
        LazyLock::new(|| Arc::new(WindowUDF::new_from_impl(WindowsFunction::new())));
    Arc::clone(&FUNCTION)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct WindowsFunction {
    signature: Signature,
}

impl WindowsFunction {
    fn new() -> Self {
        let counts = vec![TypeSignature::Any(2), TypeSignature::Any(3)];
        WindowsFunction { signature: Signature::one_of(counts, Volatility::Immutable) }
    }
}

impl WindowUDFImpl for WindowsFunction {
    fn name(&self) -> &'static str {
        "windrow"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn field(&self, args: WindowUDFFieldArgs) -> Result<FieldRef> {
        Shape::of(args.input_fields())?;
        Ok(Arc::new(Field::new(args.name(), holders_type(), false)))
    }

    fn simplify(&self) -> Option<WindowFunctionSimplification> {
        Some(Box::new(|function: WindowFunction, context: &SimplifyContext| {
            check(&function.params.args, &function.params.order_by, context.schema())?;
            Ok(Expr::WindowFunction(Box::new(function)))
        }))
    }

    fn partition_evaluator(
        &self,
        args: PartitionEvaluatorArgs,
    ) -> Result<Box<dyn PartitionEvaluator>> {
        let shape = Shape::of(args.input_fields())?;
        Ok(Box::new(Evaluator { shape, options: Options::of_arguments(args.input_exprs())? }))
    }
}

#[derive(Debug)]
struct Evaluator {
    shape: Shape,
    options: Options,
}

impl PartitionEvaluator for Evaluator {
    fn evaluate_all(&mut self, values: &[ArrayRef], rows: usize) -> Result<ArrayRef> {
        let shape = &self.shape;
        let mut columns = Columns::new(shape);
        if let Err(bad) = columns.append(shape, values)? {
            let row = bad.place;
            return Err(Failure::from(bad.at(row)).into());
        }
        let mut table = Rows::builder().len(rows);
        for (measure, amounts) in shape.measures.iter().zip(columns.measures) {
            table = match amounts {
                Amounts::Narrow(values) => table.measure(&measure.name, values),
                Amounts::Wide(values) => table.measure(&measure.name, &*values),
            };
        }
        if let Some(time) = &shape.time {
            table = table.time(&time.column, time.core_unit(), columns.times);
        }
        if shape.key.is_some() {
            table = table.key("key", columns.keys);
        }
        let plan =
            table.build().and_then(|rows| self.options.plan(&rows)).map_err(Failure::from)?;
        holders(&plan, rows)
    }
}
