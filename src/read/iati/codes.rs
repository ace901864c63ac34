//! The codes that publishers write into titles: "1.2 Women …", "Indicator 3.1.1- Number …".

const LABELS: &[&str] = &[
    "output",
    "outcome",
    "impact",
    "indicator",
    "result",
    "objective",
    "goal",
    "specific",
    "intermediate",
    "résultat",
    "indicateur",
    "objectif",
    "resultado",
    "indicador",
    "objetivo",
    "mål",
    "resultat",
    "indikator",
];

const UNITS: &[&str] = &[
    "million", "millions", "billion", "percent", "per", "%", "km", "ha", "hectares", "years",
];

/// The code at the start of a title: "1.2" of "1.2 Women…", "3.1.1" of "Indicator 3.1.1- Number…".
pub fn leading_code(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let mut labelled = false;
    let mut word = words.next()?;
    while LABELS.contains(&word.trim_matches(':').to_lowercase().as_str()) {
        labelled = true;
        word = words.next()?;
    }
    let code = word.trim_end_matches([':', '.', ')', '-', '–', ',']);
    let closed = code.len() < word.len();
    let code = code.trim_start_matches('(');
    let next = words.next().unwrap_or_default().to_lowercase();
    if code.len() > 16 || !is_code_shaped(code) || UNITS.contains(&next.as_str()) {
        return None;
    }
    // "2000 women" is a number of women; "2. Women" and "2.1 Women" carry a code.
    let distinct = code.contains(['.', '-']) || closed || next.is_empty() || "-–:".contains(next.as_str());
    (labelled || distinct).then(|| code.to_owned())
}

fn is_code_shaped(code: &str) -> bool {
    let letters = code.chars().take_while(|c| c.is_ascii_alphabetic()).count();
    let rest = &code[letters..];
    letters <= 4
        && rest.chars().any(|c| c.is_ascii_digit())
        && rest.len() <= 12
        && rest
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
}

/// "5260-A".
pub fn is_code_word(word: &str) -> bool {
    word.len() <= 12
        && word.chars().any(|c| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '/')
}
