//! A result that running text states piece by piece: its indicator, targets and actuals, one label after the other.

use rust_decimal::Decimal;

use super::labels::Label;
use super::split_code;
use crate::document::{Block, BlockKind, Passage};
use crate::extract::results::table::says_none;
use crate::extract::results::{is_blank, levels, single_period};
use crate::extract::{Reader, numbers};
use crate::report::{Figure, Indicator, Number, ResultStatement};

/// What was said of it so far.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) result: ResultStatement,
    indicator: Option<Passage>,
    baseline: Option<Figure>,
    target: Option<Figure>,
    actual: Option<Figure>,
    comments: Vec<Passage>,
    pub(super) heading_level: Option<u8>,
}

pub(super) fn start(reader: &Reader, block: &Block, text: &str) -> Draft {
    let heading_level = match &block.kind {
        BlockKind::Heading { level, .. } => Some(*level),
        _ => None,
    };
    Draft {
        result: ResultStatement {
            level: levels::of_label(&reader.sentence(text)),
            code: split_code(text).0,
            text: text.to_string(),
            expected: true,
            location: block.location.clone(),
            ..ResultStatement::default()
        },
        heading_level,
        ..Draft::default()
    }
}

pub(super) fn add(reader: &Reader, block: &Block, draft: Option<&mut Draft>, label: Label, text: &str) {
    let Some(draft) = draft else { return };
    let sentence = reader.sentence(text);
    let passage = Passage::new(text, block.location.clone());
    if is_blank(&sentence) {
        draft.result.progress_left_blank |= label == Label::Actual;
        return;
    }
    let mut figure = numbers::figure(text, &block.location, &sentence);
    let none = says_none(&sentence);
    if none && label == Label::Actual {
        figure.number = Some(Number::exact(Decimal::ZERO));
    }
    match label {
        // It was not set.
        Label::Target if none => {}
        Label::Result => {}
        Label::Indicator => {
            draft.close_indicator();
            draft.indicator = Some(passage);
        }
        Label::Baseline => draft.baseline = Some(figure),
        Label::Target => draft.target = Some(figure),
        Label::Actual => {
            draft.actual = Some(figure);
            draft.result.progress.push(passage);
        }
        Label::Comment => {
            draft.comments.push(passage.clone());
            draft.result.progress.push(passage);
        }
    }
}

impl Draft {
    /// A second indicator begins, or the result ends: what was said belongs to the first.
    fn close_indicator(&mut self) {
        let has_values = self.baseline.is_some() || self.target.is_some() || self.indicator.is_some();
        if !has_values {
            return;
        }
        let implied = self.indicator.is_none();
        let named = self
            .indicator
            .take()
            .unwrap_or_else(|| Passage::new(&self.result.text, self.result.location.clone()));
        self.result.indicators.push(Indicator {
            text: named.text,
            location: named.location,
            implied,
            baseline: self.baseline.take(),
            periods: single_period(
                self.target.take(),
                self.actual.take(),
                std::mem::take(&mut self.comments),
            ),
            ..Indicator::default()
        });
    }
}

pub(super) fn finish(mut draft: Draft) -> ResultStatement {
    draft.close_indicator();
    draft.result
}
