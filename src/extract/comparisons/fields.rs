//! "Number of beneficiaries: 6,700" of one project and "Number of beneficiaries (HH): 10,000" of another: one field, two units.

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::document::{Block, BlockKind, Passage};
use crate::report::{ComparedValue, Comparison, Counted};

/// Tokens of a label before its colon.
const LABEL: usize = 12;

struct Field {
    /// Stems of the label outside brackets.
    name: Vec<String>,
    counted: Counted,
    quote: Passage,
}

pub fn comparisons(reader: &Reader) -> Vec<Comparison> {
    let blocks = reader.document.blocks.iter();
    let fields: Vec<Field> = blocks.filter_map(|block| field(reader, block)).collect();
    let households = fields.iter().find(|own| own.counted == Counted::Households);
    let pair = households.and_then(|own| {
        let same = |other: &&Field| other.counted == Counted::People && is_one_name(own, other);
        Some((own, fields.iter().find(same)?))
    });
    let found = pair.map(|(own, other)| Comparison {
        quote: own.quote.clone(),
        values: [own, other].map(value).to_vec(),
    });
    found.into_iter().collect()
}

/// "Number of direct beneficiaries (HH): 10,000": a label of people with a number, and the unit that its bracket names.
fn field(reader: &Reader, block: &Block) -> Option<Field> {
    let prose = matches!(
        block.kind,
        BlockKind::ListItem { .. } | BlockKind::Paragraph { .. }
    );
    let sentence = reader.sentence(block.text().filter(|_| prose)?);
    let colon = sentence.tokens.iter().position(|token| token.lower == ":")?;
    let [number] = &sentence.numbers[..] else {
        return None;
    };
    let bare = number.start == colon + 1 && number.end == sentence.tokens.len();
    let named = (0..colon).any(|at| sentence.at(List::People, at) && !sentence.in_brackets(at));
    let bracket = |at: &usize| sentence.in_brackets(*at) && sentence.tokens[*at].is_word();
    let inside: Vec<usize> = (0..colon).filter(bracket).collect();
    let homes = inside.iter().any(|at| sentence.at(List::Households, *at));
    let counted = match (inside.is_empty(), homes) {
        (true, _) => Counted::People,
        (false, true) => Counted::Households,
        (false, false) => return None,
    };
    let fits = bare && named && colon <= LABEL && !number.percent;
    (fits && !sentence.has(List::PerWords)).then(|| Field {
        name: name(&sentence, colon),
        counted,
        quote: Passage::new(&sentence.text, block.location.clone()),
    })
}

fn name(sentence: &Sentence, colon: usize) -> Vec<String> {
    let words = (0..colon).filter(|at| sentence.tokens[*at].is_word() && !sentence.in_brackets(*at));
    words
        .filter(|at| !sentence.at(List::Function, *at))
        .map(|at| sentence.tokens[at].stem.clone())
        .collect()
}

/// One label has all words of the other: "direct and indirect beneficiaries", "direct beneficiaries".
fn is_one_name(one: &Field, other: &Field) -> bool {
    let (short, long) = if one.name.len() <= other.name.len() {
        (one, other)
    } else {
        (other, one)
    };
    !short.name.is_empty() && short.name.iter().all(|word| long.name.contains(word))
}

fn value(own: &Field) -> ComparedValue {
    ComparedValue {
        written: own.quote.text.clone(),
        counted: own.counted,
        quote: own.quote.clone(),
    }
}
