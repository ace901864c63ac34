//! The language that a report is in, and its passages in another, as recognised: declared languages are not to be trusted.

mod mixed;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::HashSet;

use rayon::prelude::*;
use whatlang::{Detector, Info, Lang};

use super::lexicon::{Lexicon, Lexicons, List};
use super::words::{Sentence, Vocabulary};
use crate::document::{Block, BlockKind, Document};
use crate::report::Report;
pub use mixed::Others;

/// Bytes of text that decide.
const ENOUGH: usize = 20_000;
/// Shorter passages are taken for what stands around them; shorter reports are told by their small words.
const TOO_SHORT: usize = 200;
/// So many small words ("och", "som") of a language tell it.
const MIN_FUNCTION: usize = 2;

/// One small word of a language in so many words is found in no other language.
const PLAIN: usize = 3;

/// Phrases of fewer bytes are taken for English.
const SHORT_PHRASE: usize = 25;

/// Sections in other languages that are named one by one.
const MAX_NAMED: usize = 10;

/// Languages that aid reports are written in, by English name. A passage is only compared with these: a list of names of
/// places would else pass for Tagalog.
const WRITTEN: [(Lang, &str); 13] = [
    (Lang::Eng, "English"),
    (Lang::Swe, "Swedish"),
    (Lang::Fra, "French"),
    (Lang::Spa, "Spanish"),
    (Lang::Rus, "Russian"),
    (Lang::Nld, "Dutch"),
    (Lang::Deu, "German"),
    (Lang::Por, "Portuguese"),
    (Lang::Dan, "Danish"),
    (Lang::Nob, "Norwegian"),
    (Lang::Ukr, "Ukrainian"),
    (Lang::Ita, "Italian"),
    (Lang::Ara, "Arabic"),
];

/// ISO 639-1 code where there is one, else ISO 639-3.
pub fn recognise(document: &Document, declared: &Report, lexicons: &Lexicons) -> String {
    let mut text = String::new();
    let accounts = declared.results.iter().flat_map(|result| {
        result
            .progress
            .iter()
            .map(|passage| passage.text.as_str())
            .chain([result.text.as_str()])
    });
    for part in accounts.chain(document.blocks.iter().flat_map(texts)) {
        if text.len() > ENOUGH {
            break;
        }
        text.push_str(part);
        text.push('\n');
    }
    let known = (text.len() >= TOO_SHORT)
        .then(|| whatlang::detect(&text))
        .flatten()
        .filter(Info::is_reliable);
    known.map_or_else(
        || of_short_text(beginning(&text), lexicons),
        |info| short_code(info.lang().code()).to_string(),
    )
}

/// Enough of a text to find its small words in.
fn beginning(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(ENOUGH / 10)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// A note of two lines: its letters alone would make Danish of Swedish. English when nothing tells.
fn of_short_text(text: &str, lexicons: &Lexicons) -> String {
    let known: Vec<(usize, &str)> = WRITTEN
        .iter()
        .map(|(lang, _)| short_code(lang.code()))
        .map(|code| (own_words(text, code, &[List::Function], lexicons), code))
        .collect();
    let most = known.iter().map(|(count, _)| *count).max().unwrap_or_default();
    let mut best = known
        .iter()
        .filter(|(count, _)| *count == most && most >= MIN_FUNCTION);
    match (best.next(), best.next()) {
        (Some((_, code)), None) => (*code).to_string(),
        _ if text.len() < TOO_SHORT => of_wording(text, lexicons),
        _ => "en".to_string(),
    }
}

/// How many words of a language's lists a text has, when it can be in that language at all.
fn own_words(text: &str, code: &str, lists: &[List], lexicons: &Lexicons) -> usize {
    // Danish and Norwegian share most small words with Swedish, and not its letters.
    let neighbour = code == "sv" && text.to_lowercase().contains(['æ', 'ø']);
    if neighbour || !lexicons.has(code) {
        return 0;
    }
    words_of(text, code, lists, lexicons)
}

fn words_of(text: &str, code: &str, lists: &[List], lexicons: &Lexicons) -> usize {
    let sentence = Sentence::new(text, lexicons.language(code), &Vocabulary::default());
    lists.iter().map(|list| sentence.all(*list).count()).sum()
}

/// The language that a report is in, by which its own passages are known at once: to compare letters takes long.
pub struct Own<'a> {
    pub code: &'a str,
    pub lexicon: &'a Lexicon,
    pub vocabulary: &'a Vocabulary,
}

impl Own<'_> {
    /// The language of a passage that is long enough to tell, where it is another.
    pub fn other_language(&self, text: &str) -> Option<&'static str> {
        match self.language_of(std::iter::once(text)) {
            Spoken::Other(lang) => Some(short_code(lang.code())),
            Spoken::Own | Spoken::Untold => None,
        }
    }

    fn language_of<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Spoken {
        let mut text = String::new();
        for part in texts {
            text.push_str(part);
            text.push('\n');
            if text.len() > ENOUGH {
                break;
            }
        }
        if text.len() < TOO_SHORT {
            return Spoken::Untold;
        }
        if self.is_plain(&text) {
            return Spoken::Own;
        }
        match by_letters(&text).filter(Info::is_reliable) {
            Some(info) if short_code(info.lang().code()) == self.code => Spoken::Own,
            Some(info) => Spoken::Other(info.lang()),
            None => Spoken::Untold,
        }
    }

    /// Full of the language's small words, and without a letter that it does not have. Its neighbours share fewer.
    fn is_plain(&self, text: &str) -> bool {
        let (mut words, mut small) = (0, 0);
        for word in text
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
        {
            words += 1;
            small += usize::from(self.vocabulary.word(word, self.lexicon).is_small);
        }
        words > 0 && small * PLAIN >= words && self.lexicon.grammar.writes(text)
    }
}

/// Of the languages that reports are written in, the one that the letters of a text tell.
fn by_letters(text: &str) -> Option<Info> {
    let written = WRITTEN.iter().map(|(lang, _)| *lang).collect();
    Detector::with_allowlist(written).detect(text)
}

/// What a passage is in.
#[derive(Clone, Copy)]
enum Spoken {
    Own,
    Other(Lang),
    Untold,
}

/// "Rendement moyen du niébé": by its matter a phrase without small words is known.
const TELLING: [List; 7] = [
    List::People,
    List::DeliveryWords,
    List::ChangeWords,
    List::MeasureWords,
    List::Participles,
    List::Products,
    List::Deliverables,
];

/// The language of a single phrase: as its letters tell with certainty, else the one with most of its small words.
pub fn of_wording(text: &str, lexicons: &Lexicons) -> String {
    let info = by_letters(text).filter(|_| text.len() > SHORT_PHRASE);
    let guess = info
        .as_ref()
        .filter(|info| info.confidence() > 0.5)
        .map_or("en", |info| short_code(info.lang().code()));
    if info.is_some_and(|info| info.is_reliable()) {
        return guess.to_string();
    }
    let small = |language: &str| own_words(text, language, &[List::Function, List::Counting], lexicons);
    let told = |language: &str| own_words(text, language, &TELLING, lexicons);
    let written = |language: &str| lexicons.language(language).grammar.writes(text);
    lexicons
        .languages()
        .max_by_key(|language| {
            let own = (small(language), written(language), told(language));
            (own, *language == guess, *language == "en")
        })
        .unwrap_or(guess)
        .to_string()
}

fn texts(block: &Block) -> Vec<&str> {
    match &block.kind {
        BlockKind::Table(table) => table.cells().iter().map(|cell| cell.text.as_str()).collect(),
        _ => block.text().into_iter().collect(),
    }
}

/// What of a document can be read.
pub struct Readable<'a> {
    pub document: Cow<'a, Document>,
    /// One for each section of which something was left out.
    pub doubts: Vec<String>,
    /// Some passages are in another language than the rest, read or not.
    pub mixed: bool,
}

impl<'a> Readable<'a> {
    pub fn whole(document: &'a Document) -> Self {
        Readable {
            document: Cow::Borrowed(document),
            doubts: Vec::new(),
            mixed: false,
        }
    }

    /// The document without its passages in languages that have no word lists: words of one language mean something
    /// else, or nothing, in another. Tables go too, for their headings are too short to tell their language.
    pub fn of(document: &'a Document, main: &Own, lexicons: &Lexicons) -> Self {
        let foreign = foreign(document, main, lexicons);
        if foreign.iter().all(Option::is_none) {
            return Readable::whole(document);
        }
        let mut sections = HashSet::new();
        let mut doubts = Vec::new();
        let mut own = Document {
            title: document.title.clone(),
            doubts: document.doubts.clone(),
            blocks: Vec::new(),
        };
        for (block, language) in document.blocks.iter().zip(foreign) {
            let is_table = matches!(block.kind, BlockKind::Table(_));
            let unread = language.filter(|(lang, _)| is_table || !lexicons.has(short_code(lang.code())));
            let Some((_, language)) = unread else {
                own.blocks.push(block.clone());
                continue;
            };
            if sections.insert((&block.location.section, language)) && doubts.len() < MAX_NAMED {
                let place = place(block);
                doubts.push(format!(
                    "{place} is in {language}: checks that need words were not made there"
                ));
            }
        }
        if sections.len() > doubts.len() {
            let more = sections.len() - doubts.len();
            doubts.push(format!("{more} more sections are in another language in part"));
        }
        Readable {
            document: Cow::Owned(own),
            doubts,
            mixed: true,
        }
    }
}

fn place(block: &Block) -> String {
    match block.location.section.last() {
        Some(heading) => format!("a passage of the section “{heading}”"),
        None => "a passage before the first heading".to_string(),
    }
}

/// For each block the language that it is in when that is not the report's.
fn foreign(
    document: &Document,
    main: &Own,
    lexicons: &Lexicons,
) -> Vec<Option<&'static (Lang, &'static str)>> {
    let sections = document
        .blocks
        .par_chunk_by(|one, next| one.location.section == next.location.section);
    sections
        .flat_map_iter(|section| foreign_in(section, main, lexicons))
        .collect()
}

/// A short block is in the language of its section; headings stay.
fn foreign_in(
    section: &[Block],
    main: &Own,
    lexicons: &Lexicons,
) -> Vec<Option<&'static (Lang, &'static str)>> {
    let of_section = LazyCell::new(|| main.language_of(section.iter().flat_map(texts)));
    let of_block = |block: &Block| {
        if matches!(block.kind, BlockKind::Heading { .. }) {
            return None;
        }
        let spoken = match main.language_of(texts(block).into_iter()) {
            Spoken::Untold => *of_section,
            told => told,
        };
        let Spoken::Other(lang) = spoken else {
            return None;
        };
        let shown = shows(texts(block), short_code(lang.code()), main.code, lexicons);
        WRITTEN.iter().find(|(own, _)| shown && *own == lang)
    };
    section.iter().map(of_block).collect()
}

/// Labels of a chart are in no language by their letters alone: its small words must be there, more than the report's own.
fn shows(texts: Vec<&str>, code: &str, main: &str, lexicons: &Lexicons) -> bool {
    if !lexicons.has(code) {
        return true;
    }
    let text = texts.join("\n");
    let count = |code: &str| words_of(&text, code, &[List::Function], lexicons);
    count(code) > count(main)
}

fn short_code(code: &'static str) -> &'static str {
    match code {
        "eng" => "en",
        "swe" => "sv",
        "fra" => "fr",
        "spa" => "es",
        "rus" => "ru",
        "nld" => "nl",
        "deu" => "de",
        "por" => "pt",
        "dan" => "da",
        "nob" => "nb",
        "ukr" => "uk",
        "ita" => "it",
        "ara" => "ar",
        other => other,
    }
}
