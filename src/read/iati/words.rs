//! Tells fillers from words that say something, and cuts narratives into paragraphs.

use super::codes::{is_code_word, leading_code};

/// Words that a title consists of when it says only what kind of thing it stands on.
const FILLERS: &[&str] = &[
    "activity",
    "annual",
    "available",
    "code",
    "description",
    "development",
    "goal",
    "impact",
    "impacts",
    "indicator",
    "indicators",
    "no",
    "none",
    "not",
    "objective",
    "objectives",
    "outcome",
    "outcomes",
    "output",
    "outputs",
    "result",
    "results",
    "specific",
    "tbc",
    "tbd",
    "title",
    "na",
    "n/a",
    "nil",
    "untitled",
    "mål",
    "resultat",
    "indikator",
    "indicateur",
    "indicateurs",
    "résultat",
    "résultats",
    "produit",
    "objectif",
    "objetivo",
    "resultado",
    "indicador",
    "the",
    "of",
    "applicable",
    "specified",
    "provided",
    "reported",
];

const FILLER_STARTS: &[&str] = &[
    "ingen resultattitel",
    "no indicator available",
    "no result title",
    "ej tillämplig",
    "inte tillämplig",
    "non applicable",
    "sans objet",
    "no aplica",
    "niet van toepassing",
];

/// True when a title is empty or a filler: "Not applicable", "Output Indicator", "Indicator 2.2", "5260-A".
pub fn is_placeholder(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let text = text.trim().to_lowercase();
    if FILLER_STARTS.iter().any(|start| text.starts_with(start)) {
        return true;
    }
    text.split(|c: char| c.is_whitespace() || ":;,.()[]_".contains(c))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .all(|word| FILLERS.contains(&word) || is_code_word(word) || word.chars().count() == 1)
}

/// What stands where a value should and says that there is none.
const UNSTATED: &[&str] = &[
    "na",
    "n a",
    "n d",
    "nd",
    "null",
    "nan",
    "tbc",
    "tbd",
    "to be confirmed",
    "to be determined",
    "to be defined",
    "not available",
    "not applicable",
    "not provided",
    "not reported",
    "not specified",
    "not measured",
    "no data",
    "no data available",
    "data not available",
    "pending",
    "non disponible",
    "no disponible",
];

/// True for "N/A", "TBC", "-": a value or comment that states nothing. An empty text says nothing at all.
pub fn is_unstated(text: &str) -> bool {
    if text.is_empty() || text.len() > 40 {
        return false;
    }
    let words: Vec<String> = sentence_words(text).collect();
    words.is_empty() || UNSTATED.contains(&words.join(" ").as_str())
}

/// What says that a value is not there to be given. "TBD" and "pending" say that it is still to come.
const UNKNOWN: &[&str] = &[
    "na",
    "n a",
    "n d",
    "nd",
    "unknown",
    "not known",
    "not available",
    "not applicable",
    "not measured",
    "no data",
    "no data available",
    "data not available",
    "no baseline",
    "none",
    "inconnu",
    "inconnue",
    "non disponible",
    "non applicable",
    "sans objet",
    "desconocido",
    "desconocida",
    "no disponible",
    "no aplica",
    "okänt",
    "ej tillgängligt",
    "ej tillämpligt",
    "onbekend",
    "niet beschikbaar",
];

/// True for "Not available", "N/A", "unknown": an answer, though no value.
pub fn is_unknown(text: &str) -> bool {
    text.len() <= 40 && UNKNOWN.contains(&sentence_words(text).collect::<Vec<_>>().join(" ").as_str())
}

/// True for a remark that begins by saying that there is no value: "No end line data available for this indicator".
pub fn says_no_data(text: &str) -> bool {
    const REACH: usize = 6;
    let start = text.split(|c: char| ".;:".contains(c)).next().unwrap_or_default();
    let words: Vec<String> = sentence_words(start).take(REACH).collect();
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    let none = matches!(
        words.first().map(String::as_str),
        Some("no" | "aucune" | "inga" | "ningún")
    );
    (none || has(&["not", "pas", "inte", "saknas"]))
        && has(&[
            "data",
            "données",
            "donnée",
            "datos",
            "dato",
            "uppgift",
            "uppgifter",
            "measured",
            "collected",
        ])
}

fn sentence_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

const UNITS_ALONE: &[&str] = &[
    "number",
    "no",
    "nr",
    "percentage",
    "percent",
    "count",
    "quantity",
    "nombre",
    "número",
    "antal",
    "aantal",
];

const SHARES: &[&str] = &[
    "percentage",
    "percent",
    "proportion",
    "share",
    "rate",
    "pourcentage",
    "porcentaje",
    "andel",
    "taux",
    "tasa",
];

/// True for a title that opens as a count and names no share: "Number of women trained", "# of clubs".
pub fn counts(title: &str) -> bool {
    let title = title.trim();
    let code = leading_code(title);
    let rest = code.as_ref().and_then(|code| title.split_once(code.as_str()));
    let rest = rest.map_or(title, |(_, rest)| rest);
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '#');
    let opens = rest.starts_with('#')
        || sentence_words(rest)
            .next()
            .is_some_and(|word| UNITS_ALONE.contains(&word.as_str()));
    opens && !title.contains('%') && !sentence_words(title).any(|word| SHARES.contains(&word.as_str()))
}

/// True for a title that names only the unit: "Number", "%", "#".
pub fn is_unit(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ':']).to_lowercase();
    matches!(text.as_str(), "%" | "#") || UNITS_ALONE.contains(&text.as_str())
}

/// Words that tell what happened, in the languages that publishers write.
const TELLING: &[&str] = &[
    "was",
    "were",
    "had",
    "managed",
    "hade",
    "blev",
    "bidrog",
    "nåddes",
    "genomfördes",
    "uppnåddes",
    "uppnåtts",
    "genomförts",
    "rapporterar",
    "rapporterats",
    "bidragit",
    "fue",
    "fueron",
    "werd",
    "werden",
    "wurde",
    "wurden",
];

const TELLING_PAIRS: &[(&str, &str)] = &[
    ("has", "been"),
    ("have", "been"),
    ("is", "reported"),
    ("is", "assessed"),
    ("it", "reports"),
    ("a", "été"),
    ("ont", "été"),
    ("se", "ha"),
    ("se", "han"),
    ("has", "received"),
    ("has", "contributed"),
    ("har", "stärkt"),
];

/// After a telling word these speak of the wording of a result and not of what came about.
const OF_WORDING: &[&str] = &[
    "formulé",
    "formulée",
    "défini",
    "définie",
    "ajouté",
    "ajoutée",
    "formulated",
    "defined",
    "chosen",
];

/// True when a text tells what came about rather than what is expected.
pub fn narrates(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).map_or("", |before| words[before].as_str());
        let next = words.get(at + 1).map_or("", String::as_str);
        let tells = TELLING.contains(&word.as_str()) || TELLING_PAIRS.contains(&(before, word));
        tells && !OF_WORDING.contains(&next)
    })
}

/// True for one clause without figures: a wording, though what it counts may be told in a tense of the past ("cases
/// where influencing has contributed to …").
pub fn is_clause(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let capital = words
            .peek()
            .is_some_and(|next| next.starts_with(char::is_uppercase));
        if word.ends_with(['.', '!', '?', ';']) && capital {
            return false;
        }
    }
    !text.contains(|c: char| c.is_ascii_digit())
}

/// Runs of white space made into one space.
pub fn flat(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !flat.is_empty() {
            flat.push(' ');
        }
        flat.push_str(word);
    }
    flat
}

/// Cuts at blank lines, and at line ends after a full sentence or before a list mark: publishers wrap lines too.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut fresh = true;
    for line in text.lines() {
        let line = flat(line);
        if line.is_empty() {
            fresh = true;
            continue;
        }
        let listed = line.starts_with(['-', '•', '*', '·', '–']);
        match paragraphs.last_mut() {
            Some(last) if !fresh && !listed && !last.ends_with(['.', ':', ';', '!', '?']) => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => paragraphs.push(line),
        }
        fresh = false;
    }
    paragraphs
}

/// A heading short enough to point with.
pub fn heading(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
