//! How a language inflects and joins its words.

use rust_stemmers::{Algorithm, Stemmer};

/// What differs between languages beyond their words.
#[derive(Debug, Clone)]
pub struct Grammar {
    algorithm: Algorithm,
    /// Of nouns side by side the last is meant: "child protection cases".
    pub head_last: bool,
    /// Nouns are written together: "byinvånare".
    pub compounds: bool,
    /// Adjectives are known by their ending: "новых избирателей".
    pub adjectives_end_alike: bool,
    /// Letters of the alphabet beyond those of English.
    letters: &'static str,
    /// Words that an apostrophe joins to the next: "d'enfants".
    elided: &'static [&'static str],
    /// Endings of participles of one who acts: "providing".
    pub acting: &'static [&'static str],
    /// Endings of participles of what was done: "provided".
    pub passive: &'static [&'static str],
    /// Endings of participles that need no "were": "utbildats".
    alone: &'static [&'static str],
    /// Endings of what "we" did, or the word with which its verb begins: "we supported", "nous avons".
    past: &'static [&'static str],
    /// Endings of verbs that others act by, and of the word before them, where a form tells: "financent" after "communes".
    finite: &'static [&'static str],
    subjects: &'static [&'static str],
    /// Endings of verbs that one body acts by, which many nouns have too: "publica", "consulte".
    single: &'static [&'static str],
    /// Endings of verbs in the future, where only they have them: "financera", "financiará".
    future: &'static [&'static str],
    /// Endings of adjectives behind a number: "57 незрячих".
    pub counted_adjectives: &'static [&'static str],
    /// Endings of verbs of those who are counted: "57 согласились".
    pub predicates: &'static [&'static str],
    /// Endings of the form of a noun that is of women alone, where it differs in them: "exploitantes".
    pub of_women: &'static [&'static str],
    /// "A quarter".
    pub indefinite: &'static [&'static str],
    /// What those are called who are counted without a noun.
    pub people: &'static str,
}

/// English words for what was done that do not end in "ed".
const IRREGULAR: [&str; 47] = [
    "held", "built", "led", "run", "given", "set", "put", "sent", "made", "taught", "done", "met", "found",
    "taken", "written", "drawn", "grown", "driven", "fed", "lent", "gave", "ran", "began", "brought", "took",
    "spoke", "wrote", "grew", "drew", "drove", "sold", "bought", "paid", "got", "had", "saw", "came", "went",
    "kept", "left", "spent", "won", "dug", "laid", "let", "did", "cut",
];

/// Endings of Russian participles of what was done.
const RUSSIAN_DONE: &[&str] = &[
    "ены", "ено", "ена", "аны", "ано", "ана", "яны", "яно", "яна", "лен", "рен", "шен", "чен", "щен", "жен",
    "дан", "ван", "зан", "сан", "тан", "ден", "сен", "бран", "нных", "нные", "нная", "нный", "нное", "нной",
    "нную", "тых", "тые", "тая", "ыты", "яты", "ыто", "ято", "ыта", "ята", "ыт", "ят",
];

/// Letters before an ending that tells a verb.
const MIN_VERB: usize = 2;

impl Default for Grammar {
    fn default() -> Self {
        Grammar {
            algorithm: Algorithm::English,
            head_last: true,
            compounds: false,
            adjectives_end_alike: false,
            letters: "",
            elided: &[],
            acting: &["ing"],
            passive: &["ed", "taken", "given", "written", "held", "built"],
            alone: &[],
            past: &[],
            finite: &[],
            subjects: &[],
            single: &[],
            future: &[],
            counted_adjectives: &[],
            predicates: &[],
            of_women: &[],
            indefinite: &["a"],
            people: "people",
        }
    }
}

impl Grammar {
    /// Of a language by its ISO 639-1 code.
    pub fn of(language: &str) -> Self {
        let algorithm = match language {
            "ar" => Algorithm::Arabic,
            "da" => Algorithm::Danish,
            "nl" => Algorithm::Dutch,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "de" => Algorithm::German,
            "it" => Algorithm::Italian,
            "nb" => Algorithm::Norwegian,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "es" => Algorithm::Spanish,
            "sv" => Algorithm::Swedish,
            _ => Algorithm::English,
        };
        Grammar {
            algorithm,
            head_last: !matches!(language, "ar" | "es" | "fr" | "it" | "pt" | "ro" | "ru"),
            compounds: matches!(language, "da" | "de" | "fi" | "nb" | "nl" | "sv"),
            adjectives_end_alike: language == "ru",
            letters: match language {
                "es" => "áéíóúüñ",
                "fr" => "àâæçéèêëîïôœùûüÿ",
                "ru" => "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                "sv" => "åäöéü",
                _ => "",
            },
            elided: match language {
                "fr" => &[
                    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu",
                ],
                "it" => &["d", "l", "dell", "dall", "nell", "sull", "all", "un"],
                _ => &[],
            },
            passive: match language {
                "en" => &["ed", "taken", "given", "written", "held", "built"],
                "es" => &["ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"],
                "fr" => &["é", "ée", "és", "ées"],
                "ru" => RUSSIAN_DONE,
                "sv" => &["ad", "ade", "at", "ats", "da", "ts", "tta", "ttas", "des"],
                _ => &[],
            },
            alone: match language {
                "ru" => RUSSIAN_DONE,
                "sv" => &["ts", "des"],
                _ => &[],
            },
            past: match language {
                "en" => &["ed", "have"],
                "fr" => &["avons"],
                "ru" => &["ли"],
                "sv" => &["de", "te", "har"],
                _ => &[],
            },
            finite: match language {
                "es" => &["an", "en", "ron"],
                "fr" => &["ent"],
                "ru" => &[
                    "ают", "яют", "уют", "еют", "ают", "ает", "яет", "ует", "еет", "ются", "утся", "атся",
                    "ятся", "ется", "ится", "лись", "лась", "лось", "лся", "ляют", "дят", "рят", "сят",
                    "нят", "вят", "пят", "али", "яли", "или", "ели",
                ],
                "sv" => &["ar", "er", "år", "ör"],
                _ => &[],
            },
            subjects: match language {
                "es" => &["s", "no", "se", "lo", "la", "que"],
                "fr" => &["s", "x", "ne", "n'", "se", "s'", "qui", "y", "leur"],
                "ru" => &[""],
                "sv" => &["na", "er", "ar", "or", "are", "en", "et", "or", "som", "man"],
                _ => &[],
            },
            single: match language {
                "es" => &["a", "e"],
                "fr" => &["e", "it", "nd", "et"],
                _ => &[],
            },
            acting: match language {
                "en" => &["ing"],
                "es" => &["ando", "iendo"],
                "fr" => &["ant"],
                "ru" => &[
                    "щие",
                    "щих",
                    "щая",
                    "щий",
                    "щиеся",
                    "щихся",
                    "вшие",
                    "вших",
                    "вшая",
                    "вший",
                    "вшиеся",
                    "вшихся",
                    "дшие",
                    "дших",
                ],
                _ => &[],
            },
            future: match language {
                "es" => &["rá", "rán", "remos"],
                "fr" => &["era", "eront", "ira", "iront", "dra", "dront"],
                _ => &[],
            },
            counted_adjectives: match language {
                "ru" => &["ых", "их", "ым", "им"],
                _ => &[],
            },
            predicates: match language {
                "ru" => &["ли", "лись", "ло", "лось", "ют", "ят", "ются", "ятся", "но"],
                _ => &[],
            },
            of_women: match language {
                "es" | "fr" => &["as", "es"],
                _ => &[],
            },
            indefinite: match language {
                "en" => &["a"],
                "es" => &["un", "una"],
                "fr" => &["un", "une"],
                "sv" => &["en"],
                _ => &[],
            },
            people: match language {
                "es" => "personas",
                "fr" => "personnes",
                "ru" => "человек",
                "sv" => "personer",
                _ => "people",
            },
        }
    }

    /// Whether a text has no letter that is foreign to the language.
    pub fn writes(&self, text: &str) -> bool {
        text.chars()
            .filter(|c| !c.is_ascii() && c.is_alphabetic())
            .all(|c| c.to_lowercase().all(|lower| self.letters.contains(lower)))
    }

    /// Whether the first word of a sentence is an infinitive by its ending, where nouns may end so, too.
    pub fn opens_as_infinitive(&self, lower: &str) -> bool {
        let ends = ["er", "ir", "re"].iter().any(|end| lower.ends_with(end));
        matches!(self.algorithm, Algorithm::French) && ends
    }

    /// Whether a word that stems take for a verb names what it does: known of English only, where "implement" and
    /// "implementation" are one stem.
    pub fn names_act(&self, lower: &str) -> bool {
        let names = ["ion", "ions", "ment", "ments"];
        matches!(self.algorithm, Algorithm::English)
            && lower != "implement"
            && names.iter().any(|end| lower.ends_with(end))
    }

    /// Whether a verb is in the present: known of English only, where "provide" and "provided" are one stem.
    pub fn in_present(&self, lower: &str) -> bool {
        let participle = lower.ends_with("ed") || lower.ends_with("ing") || IRREGULAR.contains(&lower);
        matches!(self.algorithm, Algorithm::English) && !participle
    }

    /// Whether a lower-case word is by its ending a verb of those whom the word before it names.
    pub fn is_finite(&self, subject: &str, lower: &str) -> bool {
        let root = self.finite.iter().filter_map(|ending| lower.strip_suffix(ending));
        let adverb = matches!(self.algorithm, Algorithm::French) && lower.ends_with("ment");
        !adverb
            && self.subjects.iter().any(|ending| subject.ends_with(ending))
            && root.map(|root| root.chars().count()).any(|letters| letters >= 1)
    }

    /// Whether a lower-case word may by its ending be a verb of one that acts.
    pub fn may_be_single(&self, lower: &str) -> bool {
        self.single.iter().any(|ending| lower.ends_with(ending))
    }

    /// Whether a lower-case word after "we" tells what was done.
    pub fn is_past(&self, lower: &str) -> bool {
        let irregular = matches!(self.algorithm, Algorithm::English) && IRREGULAR.contains(&lower);
        irregular || self.past.iter().any(|ending| lower.ends_with(ending))
    }

    pub fn passive_alone(&self, lower: &str) -> bool {
        self.alone.iter().any(|ending| lower.ends_with(ending))
    }

    /// Whether a lower-case word is a verb in the future by its ending.
    pub fn is_future(&self, lower: &str) -> bool {
        self.future
            .iter()
            .filter_map(|ending| lower.strip_suffix(ending))
            .any(|root| root.chars().count() >= MIN_VERB)
    }

    /// Whether an apostrophe after this word parts it from the next.
    pub fn elides(&self, lower: &str) -> bool {
        self.elided.contains(&lower)
    }

    /// Snowball stem of a lower-case word.
    pub fn stem(&self, lower: &str) -> String {
        Stemmer::create(self.algorithm).stem(lower).into_owned()
    }

    /// The stem of a lower-case word, and its singular in languages where that is another form.
    pub fn stem_and_singular(&self, lower: &str) -> (String, Option<String>) {
        let apart = matches!(self.algorithm, Algorithm::English | Algorithm::French);
        (self.stem(lower), apart.then(|| self.singular(lower)))
    }

    /// A noun in the singular: "agencies" → "agency". English stems would take a participant for participation; in
    /// other languages the stem serves.
    pub fn singular(&self, lower: &str) -> String {
        if matches!(self.algorithm, Algorithm::French) {
            // The stemmer leaves "nounous" as it is.
            let root = lower.strip_suffix("ous").filter(|root| root.len() > 2);
            return root.map_or_else(|| self.stem(lower), |root| self.stem(&format!("{root}ou")));
        }
        if !matches!(self.algorithm, Algorithm::English) {
            return self.stem(lower);
        }
        if let Some(root) = lower.strip_suffix("ies").filter(|root| root.len() > 2) {
            return format!("{root}y");
        }
        let hissing = ["sses", "shes", "ches", "xes"]
            .iter()
            .any(|end| lower.ends_with(end));
        let kept = ["ss", "us", "is"].iter().any(|end| lower.ends_with(end)) || lower.len() < 3;
        match lower.strip_suffix('s') {
            Some(root) if hissing => root.trim_end_matches('e').to_string(),
            Some(root) if !kept => root.to_string(),
            _ => lower.to_string(),
        }
    }

    /// "Rådgivande" is no adviser and "personlig" no person, though stems take them for one.
    pub fn makes_adjective(&self, ending: &str) -> bool {
        self.compounds
            && ["nde", "lig", "liga", "ligt"]
                .iter()
                .any(|end| ending.ends_with(end))
    }

    /// Whether a lower-case word has the form of an infinitive; `marked`: a small word before it says so ("to");
    /// `counted`: an article or a number follows.
    pub fn is_infinitive(&self, lower: &str, marked: bool, counted: bool) -> bool {
        let ends =
            |endings: &[&str]| lower.chars().count() > 3 && endings.iter().any(|end| lower.ends_with(end));
        match self.algorithm {
            Algorithm::Spanish => ends(&["ar", "er", "ir", "arse", "erse", "irse"]),
            Algorithm::French => marked && ends(&["er", "ir", "re"]),
            Algorithm::Russian => ends(&["ть", "ти", "чь", "ться"]) && !lower.ends_with("ость"),
            Algorithm::Swedish => counted && ends(&["a"]),
            _ => marked,
        }
    }
}
