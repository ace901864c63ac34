//! Comparisons of what can never be equal: the engine would quietly answer "no".

use rhai::{Expr, Position};

use super::known::Kind;
use super::told::{a, name_of};
use super::walk::Walker;
use crate::problem::nearest;

impl Walker<'_> {
    pub(super) fn compared(&mut self, (kind, side): (&Kind, &Expr), with: &Expr, position: Position) {
        let (text, place) = match with {
            Expr::StringConstant(text, place) => (text.as_str(), place),
            Expr::IntegerConstant(_, place) => {
                return self.compared_with_number((kind, side), place.or_else(position));
            }
            _ => return,
        };
        let position = place.or_else(position);
        let named = called(side);
        match kind {
            Kind::Word(words) if !words.contains(&text) => {
                let meant = nearest(text, words.iter().copied());
                let remedy = match meant {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("it is one of {}", words.join(", ")),
                };
                self.tell(&format!("{named} is never \"{text}\""), Some(&remedy), position);
            }
            Kind::Number => self.tell(
                &format!("{named} is a number, and never a text"),
                Some(&unquoted(text)),
                position,
            ),
            Kind::Truth => self.tell(
                &format!("{named} is yes or no, and never \"{text}\""),
                Some("let it stand alone, or with `!` before it for no"),
                position,
            ),
            Kind::Thing(thing) => self.tell(
                &format!("{named} is {}, and never a text", a(thing)),
                Some(&self.asked_of(thing)),
                position,
            ),
            Kind::List(_) => self.tell(
                &format!("{named} is a list, and never a text"),
                Some("go through the list with `for`, or ask `.contains(…)` of it"),
                position,
            ),
            _ => {}
        }
    }

    fn compared_with_number(&mut self, (kind, side): (&Kind, &Expr), position: Position) {
        let named = called(side);
        let (what, remedy) = match kind {
            Kind::Word(words) => ("a word".to_string(), format!("it is one of {}", words.join(", "))),
            Kind::Truth => (
                "yes or no".to_string(),
                "let it stand alone, or with `!` before it for no".to_string(),
            ),
            Kind::List(_) => (
                "a list".to_string(),
                "ask `.len()` for how many are in it, or `.is_empty()`".to_string(),
            ),
            Kind::Thing("Figure") => (
                "a Figure".to_string(),
                "ask `.is_number`, then compare its `.value`".to_string(),
            ),
            Kind::Thing(thing) => (a(thing), self.asked_of(thing)),
            Kind::Text => (
                "a text".to_string(),
                "write the other between quotation marks, or ask `.len()` for how many letters it has"
                    .to_string(),
            ),
            Kind::Params | Kind::Param(_) | Kind::Unknown | Kind::Number => return,
        };
        let message = format!("{named} is {what}, and never a number");
        self.tell(&message, Some(&remedy), position);
    }

    fn asked_of(&self, thing: &str) -> String {
        format!(
            "ask `== ()` for whether it is missing, or for what it has: {}",
            self.list_of(thing)
        )
    }

    /// `== ()` of what is there where it is empty, nothing or no, too: whoever asks so means that.
    pub(super) fn compared_with_missing(&mut self, (kind, side): (&Kind, &Expr), position: Position) {
        if self.doubt.is_some() {
            return;
        }
        let (what, remedy) = match kind {
            Kind::List(_) => (
                "a list",
                "ask `.is_empty()`: a list of nothing is there all the same",
            ),
            Kind::Text => (
                "a text",
                "ask `== \"\"`: where the report does not say it, the text is empty",
            ),
            Kind::Number => ("a number", "ask `== 0`: what the report does not count is 0"),
            Kind::Truth => ("yes or no", "let it stand alone, or with `!` before it for no"),
            _ => return,
        };
        let message = format!("{} is {what}, and never missing", called(side));
        self.tell(&message, Some(remedy), position);
    }
}

fn called(expression: &Expr) -> String {
    name_of(expression).map_or_else(|| "this".to_string(), |name| format!("`{name}`"))
}

/// What to do about a text where a number belongs: "1000", "1,000".
fn unquoted(text: &str) -> String {
    let digits: String = text
        .chars()
        .filter(|sign| !matches!(sign, ',' | ' ' | '\u{a0}'))
        .collect();
    match digits.parse::<f64>() {
        Ok(_) => format!("write {digits} without quotation marks"),
        Err(_) => "compare it with a number, which stands without quotation marks".to_string(),
    }
}
