//! A percentage or a unit cost, and the figures that it should follow from.

use rust_decimal::Decimal;

use crate::document::Passage;
use crate::report::{Ratio, RatioKind};
use crate::rule::api::{Detail, Thing, number_value, quotable, quoted};

use std::sync::Arc;

use super::{Api, Handle, PassageRef};

#[derive(Clone)]
pub struct RatioRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<RatioRef>(
        api,
        "A percentage or a cost per unit that the report states, with the figures that it should follow from.",
    );
    stated(api);
    followed(api);
}

fn stated(api: &mut Api) {
    api.property("is_share", "Whether it is a percentage.", |it: &RatioRef| {
        it.get().kind == RatioKind::Share
    });
    api.property(
        "is_change",
        "Whether it is a rise or fall in per cent: “rose by 40 %”. The part is the difference, the whole the first value.",
        |it: &RatioRef| it.get().kind == RatioKind::Change,
    );
    api.property(
        "is_point_change",
        "Whether it is a change in percentage points. Part and whole are the percentages at both ends.",
        |it: &RatioRef| it.get().kind == RatioKind::PointChange,
    );
    api.property(
        "is_mean_point_change",
        "Whether it is a mean of several changes in percentage points. Part and whole are the means of the percentages at both ends.",
        |it: &RatioRef| it.get().kind == RatioKind::MeanPointChange,
    );
    api.property(
        "is_multiple",
        "Whether it is a rise to so many times as much: “doubled”. The part is the last value, the whole the first.",
        |it: &RatioRef| it.get().kind == RatioKind::Multiple,
    );
    api.property(
        "is_product",
        "Whether it is a multiplication that the report works out: “12 x 500 = 6,000”. Part and whole are the two factors.",
        |it: &RatioRef| it.get().kind == RatioKind::Product,
    );
    api.property(
        "is_average",
        "Whether it is how many or how much comes to one of something: “nine pupils to a teacher”. The part is what is shared out, the whole the number of those.",
        |it: &RatioRef| it.get().kind == RatioKind::Average,
    );
    api.property(
        "is_of_target",
        "Whether it is a percentage of a target that the report does not give: “10 clinics (102 % achieved)”. The part is \
         the count, the whole the whole number of which the count is nearest to so much.",
        |it: &RatioRef| it.get().kind == RatioKind::OfTarget,
    );
    api.property(
        "is_unit_cost",
        "Whether it is money for one of something: “895 SEK per call”.",
        |it: &RatioRef| it.get().kind == RatioKind::UnitCost,
    );
    api.property(
        "number",
        "The percentage (45 for “45 %”), the cost per unit or how many times as much (2 for “doubled”), as a number; of a range, the lower end.",
        |it: &RatioRef| it.get().value.low,
    );
    api.property(
        "approximate",
        "Whether the report says “about”, “over”, “nearly” or the like of it.",
        |it: &RatioRef| it.get().value.approximate,
    );
    api.property(
        "falls_short",
        "Whether the report says that it falls a little short of so much: “nearly doubled”.",
        |it: &RatioRef| it.get().falls_short,
    );
    api.property(
        "at_least",
        "Whether the report says of a change that it is of more than so much: “an increase of over 100 %”.",
        |it: &RatioRef| it.get().at_least,
    );
    api.property(
        "written",
        "The ratio as the report writes it.",
        |it: &RatioRef| it.get().written.clone(),
    );
    api.property(
        "of_whole",
        "Whether it is a share of a group or of things counted, which cannot exceed 100 %.",
        |it: &RatioRef| it.get().of_whole == Some(true),
    );
    api.property(
        "of_unknown",
        "Whether the report does not say of what the percentage is.",
        |it: &RatioRef| it.get().of_whole.is_none(),
    );
}

/// The figures that it should follow from.
fn followed(api: &mut Api) {
    api.property(
        "has_figures",
        "Whether the report gives the two figures that the ratio should follow from, and they can be divided.",
        |it: &RatioRef| it.computed().is_some(),
    );
    api.property(
        "part",
        "The part of a percentage, or the amount of money of a cost per unit.",
        |it: &RatioRef| it.get().figures.map(|(part, _)| part),
    );
    api.property(
        "whole",
        "The whole of a percentage, or the number of units of a cost per unit.",
        |it: &RatioRef| it.get().figures.map(|(_, whole)| whole),
    );
    api.property(
        "computed",
        "What the two figures really give, to one decimal place more than the report writes.",
        RatioRef::computed,
    );
    api.property(
        "rounding",
        "By how much rounding alone may change the number: half a unit of the last digit written.",
        RatioRef::rounding,
    );
    api.property(
        "figures_at",
        "Where the two figures stand, when they do not stand in the ratio's own sentence or row; for evidence.",
        |it: &RatioRef| PassageRef(it.get().figures_at.clone().unwrap_or_default(), Some(Arc::clone(&it.0))),
    )
    .missing("a passage without words, which adds no evidence");
}

impl RatioRef {
    fn get(&self) -> &Ratio {
        &self.0.ratios[self.1]
    }

    /// What the figures give, to one place more than is written.
    fn computed(&self) -> Option<Decimal> {
        let ratio = self.get();
        let (above, below) = ratio.figures?;
        let factor = match ratio.kind {
            RatioKind::Share | RatioKind::Change | RatioKind::OfTarget => Decimal::ONE_HUNDRED,
            RatioKind::UnitCost | RatioKind::Multiple | RatioKind::Average => Decimal::ONE,
            RatioKind::PointChange | RatioKind::MeanPointChange => {
                return Some((below - above).abs().normalize());
            }
            RatioKind::Product => return Some(above.checked_mul(below)?.normalize()),
        };
        let quotient = above.checked_mul(factor)?.checked_div(below)?;
        Some(quotient.round_dp(ratio.value.low.scale() + 1).normalize())
    }

    /// Half a unit of the last place written.
    fn rounding(&self) -> Decimal {
        Decimal::new(5, self.get().value.low.scale() + 1)
    }
}

impl RatioRef {
    /// What tells it from another ratio in its passage.
    pub fn told_apart(&self) -> String {
        format!("the ratio {}", quoted(&self.get().written))
    }
}

impl Thing for RatioRef {
    const NAME: &'static str = "Ratio";
    const MANY: &'static str = "ratios";
    const DETAILS: &'static [Detail<Self>] = &[
        ("written", "the ratio as the report writes it", |it| {
            it.get().written.clone().into()
        }),
        (
            "number",
            "the percentage or cost as a number; of a range, the lower end",
            |it| number_value(it.get().value.low),
        ),
    ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn about(&self) -> String {
        format!("{} {}", self.get().written, self.get().quote.text)
    }
}
