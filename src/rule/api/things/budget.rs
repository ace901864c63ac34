//! The totals of tables of money.

use rust_decimal::Decimal;

use super::{Api, Handle, List, PassageRef, passages};
use crate::document::Passage;
use crate::report::BudgetSum;
use crate::rule::api::{Detail, Thing, number_value, quotable};

#[derive(Clone)]
pub struct BudgetSumRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<BudgetSumRef>(
        api,
        "The total of one column of a table of money, with what its lines come to.",
    );
    api.property(
        "column",
        "What the column with the amounts is called.",
        |it: &BudgetSumRef| it.get().column.clone(),
    );
    api.property(
        "stated",
        "The total that the table states.",
        |it: &BudgetSumRef| it.get().stated,
    );
    api.property(
        "is_sure",
        "Whether it is sure which lines make up the total, subtotals not added twice.",
        |it: &BudgetSumRef| it.get().computed.is_some(),
    );
    api.property(
        "computed",
        "What the lines of the total really come to; ask `is_sure` first.",
        |it: &BudgetSumRef| it.get().computed,
    );
    api.property(
        "rounding",
        "By how much rounding alone may change the sum: half a unit of the last digit for each line.",
        |it: &BudgetSumRef| it.get().rounding,
    );
    api.property(
        "administration",
        "The rows for management and administration, as their labels name them.",
        |it: &BudgetSumRef| -> List<PassageRef> { passages(&it.0, &it.get().administration) },
    );
    api.property(
        "administration_share",
        "The share of the total that the rows for management and administration have: 0.2 is a fifth.",
        BudgetSumRef::share,
    );
}

impl BudgetSumRef {
    fn get(&self) -> &BudgetSum {
        &self.0.budget_sums[self.1]
    }

    fn share(&self) -> Decimal {
        let sum = self.get();
        let share = sum.administration_cost.checked_div(sum.stated);
        share.unwrap_or_default().round_dp(3).normalize()
    }
}

impl Thing for BudgetSumRef {
    const NAME: &'static str = "BudgetSum";
    const MANY: &'static str = "totals of budgets";
    const DETAILS: &'static [Detail<Self>] = &[("stated", "the total that the report states", |it| {
        number_value(it.get().stated)
    })];

    fn one() -> String {
        "total of a budget".to_string()
    }
    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().total.clone()
    }
    fn about(&self) -> String {
        format!("{} {}", self.get().column, self.get().total.text)
    }
}
