//! `windrow_plan(text | struct of measures, [time,] spec ORDER BY …)`.

use super::accumulator::{Groups, One};
use crate::{
    arguments::{Options, Shape, check},
    failure::Failure,
    gathered::{Gathered, Order, OrderKey, state_types},
    windows::plan_type,
};
use datafusion::{
    arrow::datatypes::{DataType, Field, FieldRef},
    error::Result,
    logical_expr::{
        Accumulator, AggregateUDF, AggregateUDFImpl, Expr, GroupsAccumulator, Signature,
        TypeSignature, Volatility,
        expr::AggregateFunction,
        function::{AccumulatorArgs, AggregateFunctionSimplification, StateFieldsArgs},
        simplify::SimplifyContext,
        utils::AggregateOrderSensitivity,
    },
    physical_expr::{PhysicalSortExpr, expressions::Column},
};
use std::sync::{Arc, LazyLock};
use windrow::ErrorKind;

/// The aggregate `windrow_plan(text | struct of measures, [time,] spec ORDER BY …)`: the windows of each
/// group, a `LIST` of a `STRUCT` each.
///
/// | argument | types |
/// | --- | --- |
/// | text | `VARCHAR`, `BINARY`; its bytes are the measure `bytes` |
/// | struct of measures | a field each: whole numbers of at least 0, or texts, whose bytes count; a field `key` identifies the row |
/// | time | `TIMESTAMP`, `DATE`; no nulls |
/// | spec | a constant text: JSON of a [`Spec`](windrow::Spec), or of [`Hops`](windrow::Hops) if it has `every` |
///
/// The struct has the columns of the core's `Plan::to_batch`: `window`, `start`, `fresh`, `end`, `sum_…` for
/// each measure, `first_time`, `last_time`, `opens` and `closes` if there is a time, `oversize`, and `id` if
/// there is a key. Positions are those in the group.
///
/// # Errors
/// A [`Failure`] with the core's code and sentence: of the arguments when the query is planned, of rows
/// when it runs.
#[must_use]
pub fn windrow_plan() -> Arc<AggregateUDF> {
    static FUNCTION: LazyLock<Arc<AggregateUDF>> =
        LazyLock::new(|| Arc::new(AggregateUDF::new_from_impl(PlanFunction::new())));
    Arc::clone(&FUNCTION)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct PlanFunction {
    signature: Signature,
}

impl PlanFunction {
    fn new() -> Self {
        let counts = vec![TypeSignature::Any(2), TypeSignature::Any(3)];
        PlanFunction { signature: Signature::one_of(counts, Volatility::Immutable) }
    }
}

impl AggregateUDFImpl for PlanFunction {
    fn name(&self) -> &'static str {
        "windrow_plan"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        Ok(plan_type(&Shape::of_types(types)?))
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let shape = Shape::of(args.input_fields)?;
        let types = state_types(&shape, args.ordering_fields.iter().map(|field| field.data_type()));
        let named = |(place, data_type)| {
            Arc::new(Field::new(format!("{}[{place}]", args.name), data_type, true))
        };
        Ok(types.into_iter().enumerate().map(named).collect())
    }

    // The values of ORDER BY come behind the arguments, and no sort of whole rows is planned: groups are
    // sorted by narrow values, where they are not sorted already.
    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        AggregateOrderSensitivity::Beneficial
    }

    fn with_beneficial_ordering(
        self: Arc<Self>,
        _: bool,
    ) -> Result<Option<Arc<dyn AggregateUDFImpl>>> {
        Ok(Some(self))
    }

    fn simplify(&self) -> Option<AggregateFunctionSimplification> {
        Some(Box::new(|function: AggregateFunction, context: &SimplifyContext| {
            let params = &function.params;
            check(&params.args, &params.order_by, context.schema())?;
            if params.distinct {
                return Err(distinct().into());
            }
            Ok(Expr::AggregateFunction(function))
        }))
    }

    fn groups_accumulator_supported(&self, _: AccumulatorArgs) -> bool {
        true
    }

    fn create_groups_accumulator(
        &self,
        args: AccumulatorArgs,
    ) -> Result<Box<dyn GroupsAccumulator>> {
        Ok(Box::new(Groups::new(gathered(&args)?)))
    }

    fn accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(One::new(gathered(&args)?)))
    }
}

fn gathered(args: &AccumulatorArgs) -> Result<Gathered> {
    let shape = Shape::of(args.expr_fields)?;
    let time = shape.time.as_ref().map(|_| &args.exprs[1]);
    let key = |sort: &PhysicalSortExpr| {
        let data_type = sort.expr.data_type(args.schema)?;
        let is_time = time.is_some_and(|time| time.eq(&sort.expr));
        let column = sort.expr.downcast_ref::<Column>().map(Column::name);
        let name = column.map_or_else(|| sort.expr.to_string(), str::to_owned);
        Ok(OrderKey::new(name, data_type, sort.options, is_time))
    };
    let order = args.order_bys.iter().map(key).collect::<Result<_>>()?;
    Ok(Gathered::new(shape, Options::of_arguments(args.exprs)?, Order::new(order)))
}

fn distinct() -> Failure {
    ErrorKind::BadOption {
        option: "windrow_plan".to_owned(),
        value: "DISTINCT".to_owned(),
        instead: "all rows, and leave duplicates out in a subquery".to_owned(),
    }
    .into()
}
