//! Sums of money, in sentences and in tables.

use std::sync::Arc;

use super::{Api, Handle, List, ReportRef};
use crate::document::Passage;
use crate::report::Amount;
use crate::rule::api::{Detail, Thing, number_value, quotable};

#[derive(Clone)]
pub struct AmountRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    api.property(
        "amounts",
        "Every sum of money in a sentence, and every figure of a table whose heading, caption or header names a currency.",
        |it: &ReportRef| -> List<AmountRef> {
            let amounts = 0..it.0.amounts.len();
            amounts.map(|index| AmountRef(Arc::clone(&it.0), index)).collect()
        },
    );
    quotable::<AmountRef>(api, "A sum of money, with its currency and its place.");
    api.property(
        "number",
        "The sum as a number, in its own currency.",
        |it: &AmountRef| it.get().number,
    );
    api.property(
        "written",
        "The sum as the report writes it, with the currency where that stands beside it.",
        |it: &AmountRef| it.get().written.clone(),
    );
    api.property(
        "currency",
        "The currency in the report's own word or sign: “SEK”, “euros”, “$”. In a table it may stand in the header, the \
         caption or the heading.",
        |it: &AmountRef| it.get().currency.clone(),
    );
}

impl AmountRef {
    fn get(&self) -> &Amount {
        &self.0.amounts[self.1]
    }
}

impl Thing for AmountRef {
    const NAME: &'static str = "Amount";
    const MANY: &'static str = "amounts";
    const DETAILS: &'static [Detail<Self>] = &[
        ("amount", "the sum as a number", |it| {
            number_value(it.get().number)
        }),
        ("currency", "the currency in the report's own word", |it| {
            it.get().currency.clone().into()
        }),
        ("written", "the sum as the report writes it", |it| {
            it.get().written.clone().into()
        }),
    ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
}
