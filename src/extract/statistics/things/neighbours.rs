//! Which numbers may be slips of each other: those that are near, and those of the same digits.

use std::collections::BTreeSet;

use foldhash::HashMap;
use rust_decimal::Decimal;

use super::ALIKE;

/// Numbers by their size and by their digits: few of all pairs need to be looked at.
pub struct Neighbours {
    /// From the smallest, each with its place among the numbers.
    by_size: Vec<(Decimal, usize)>,
    by_digits: HashMap<Vec<u8>, Vec<usize>>,
}

impl Neighbours {
    pub fn of(numbers: impl Iterator<Item = Decimal>) -> Self {
        let mut by_size: Vec<(Decimal, usize)> =
            numbers.enumerate().map(|(at, number)| (number, at)).collect();
        let mut by_digits: HashMap<Vec<u8>, Vec<usize>> = HashMap::default();
        for (number, at) in &by_size {
            by_digits.entry(digits(*number)).or_default().push(*at);
        }
        by_size.sort_unstable();
        Neighbours { by_size, by_digits }
    }

    /// The places of the numbers that may be slips of one, in their order.
    pub fn of_number(&self, number: Decimal) -> BTreeSet<usize> {
        let (least, whole) = (Decimal::from(ALIKE), Decimal::ONE_HUNDRED);
        let (low, high) = (number * least, number * whole);
        let from = self.by_size.partition_point(|(own, _)| own * whole < low);
        let until = self.by_size.partition_point(|(own, _)| own * least <= high);
        let near = self.by_size.get(from..until).unwrap_or_default().iter();
        let same = self.by_digits.get(&digits(number)).into_iter().flatten();
        near.map(|(_, at)| at).chain(same).copied().collect()
    }
}

fn digits(number: Decimal) -> Vec<u8> {
    let mut digits = number.normalize().to_string().into_bytes();
    digits.sort_unstable();
    digits
}
