//! Whether the noun that is counted tells a sex itself.

use super::Count;
use super::noun::{Noun, is_attributive, longest_noun};
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::Counted;

/// Letters that a noun for women shares with that for men: "alumnas y alumnos".
const SHARED: usize = 4;
/// Words from a noun to its verb: "of the Union", "in 2021".
const DESCRIBED: usize = 6;
/// Words from "among" to the word for a sex: "among the many young women".
const GROUP_REACH: usize = 3;
/// Words from a share to its whole: "15 of our 21".
const OF_REACH: usize = 3;

/// "86 women", "12 female judges", "66 tejedoras"; not "250 women and men".
pub fn is_told(sentence: &Sentence, number: &NumberToken, noun: &Noun, elided: bool) -> bool {
    if elided {
        // "… and five are men".
        let next = number.end + usize::from(sentence.starts(List::Auxiliaries, number.end));
        // "9,870 of female sex and 8,550 of male sex".
        return is_of_the_sex(sentence, number.end)
            || [List::Female, List::Male]
                .into_iter()
                .any(|list| sentence.at(list, next));
    }
    if end_of_both(sentence, number.end, noun.end).is_some() || has_others_beside(sentence, noun.end) {
        return false;
    }
    let mut span = number.end.min(noun.start)..noun.end.max(number.end);
    let head = if sentence.head_last() {
        noun.end - 1
    } else {
        noun.start
    };
    if is_of_the_sex(sentence, noun.end) {
        return true;
    }
    // "400 niños" are children, beside "niñas" they are boys, and beside "mujeres" they are not.
    let beside = |at: usize| {
        let women = [List::GrownWomen, List::Motherhood];
        let grown = |start: usize| {
            sentence.at(List::Young, at) && women.into_iter().any(|list| sentence.at(list, start))
        };
        sentence.all(List::Female).any(|hit| !grown(hit.start))
    };
    let boys = |at: usize| sentence.at(List::Male, at) && (!sentence.at(List::MaleBeside, at) || beside(at));
    span.any(|at| sentence.at(List::Female, at) || boys(at)) || is_of_one_sex(sentence, head)
}

/// "392 women and youth", "40 women and children": together they are of no one sex.
fn has_others_beside(sentence: &Sentence, noun_end: usize) -> bool {
    let named = [List::Female, List::Male]
        .into_iter()
        .any(|list| sentence.ends(list, noun_end));
    let and = named && sentence.starts(List::AndWords, noun_end);
    let other = longest_noun(sentence, noun_end + 1).filter(|other| and && other.counted == Counted::People);
    other.is_some_and(|other| {
        let sexed = (other.start..other.end).any(|at| {
            sentence.at(List::Female, at) || sentence.at(List::Male, at) || is_of_one_sex(sentence, at)
        });
        // "Survivantes et bénéficiaires" are named twice; in "392 women and youth groups" groups are counted.
        let young = sentence.at(List::Age, other.end - 1);
        young && !sexed && !is_attributive(sentence, &other)
    })
}

/// "9 612 personnes de sexe féminin", "84 лица женского пола", "persons of female sex".
fn is_of_the_sex(sentence: &Sentence, noun_end: usize) -> bool {
    let of = noun_end + usize::from(sentence.starts(List::OfWords, noun_end));
    let named = |list: List| {
        let hits = sentence.all(list).filter(|hit| hit.start == of);
        hits.max_by_key(|hit| hit.end)
            .is_some_and(|hit| hit.end - hit.start > 1)
    };
    named(List::Female) || named(List::Male)
}

/// "All 48 weavers are women", "… were exclusively male", "nine of ten winners in 2021 were men".
pub fn is_said(sentence: &Sentence, noun_end: usize) -> bool {
    let Some(verb) = verb_after(sentence, noun_end) else {
        return false;
    };
    let quantified = [List::Shares, List::Articles, List::OfWords]
        .into_iter()
        .find_map(|list| sentence.all(list).find(|hit| hit.start == verb + 1));
    let at = quantified.map_or(verb + 1, |hit| hit.end);
    let one = |list| sentence.starts(list, at);
    (one(List::Female) || one(List::Male)) && end_of_both(sentence, at, at + 1).is_none()
}

/// "34 of the 96 trainees were women" is said of the 34 and tells the 96.
pub fn is_said_of_share(sentence: &Sentence, whole: &Count) -> bool {
    let shared = sentence.numbers.iter().any(|share| {
        let linked = share.end < whole.start && whole.start - share.end <= OF_REACH;
        linked && (share.end..whole.start).any(|at| sentence.starts(List::OfWords, at))
    });
    shared && !whole.elided && is_said(sentence, whole.noun_end)
}

/// "The cooking course is for men (31 graduates)": the bracket counts those who are named before it.
pub fn is_bracketed_after(sentence: &Sentence, number: &NumberToken) -> bool {
    let open = number
        .start
        .checked_sub(1)
        .filter(|at| sentence.tokens[*at].lower == "(");
    let named = |list: List| {
        let hits = || sentence.all(list).filter(|hit| Some(hit.end) == open);
        hits().any(|hit| !sentence.ends(List::AndWords, hit.start))
    };
    named(List::Female) != named(List::Male)
}

/// "All 58 trainees, women from the villages, …", "43 herders, men without exception".
pub fn is_apposed(sentence: &Sentence, noun_end: usize) -> bool {
    let comma = sentence
        .tokens
        .get(noun_end)
        .is_some_and(|token| token.lower == ",");
    let at = noun_end + 1;
    let quantified = sentence.all(List::Shares).find(|hit| hit.start == at);
    let at = quantified.map_or(at, |hit| hit.end);
    // "834 detainees (61 women, 773 men, of whom 48 minors, all boys)".
    let one_sex = quantified.is_some() || sentence.has(List::Female) != sentence.has(List::Male);
    comma && one_sex && (sentence.starts(List::Female, at) || sentence.starts(List::Male, at))
}

/// "In a survey of 62 oven users in October the women said …": whom a survey of them quotes under one sex is all of them.
pub fn are_those_asked(sentence: &Sentence, noun_end: usize) -> bool {
    let sexes = [List::Female, List::Male];
    let mut hits = sexes.into_iter().flat_map(|list| sentence.all(list));
    let Some(told) = hits.next().filter(|hit| hit.start > noun_end) else {
        return false;
    };
    let one_sex = sentence.has(List::Female) != sentence.has(List::Male);
    let plain = (noun_end..told.start).all(|at| {
        let token = &sentence.tokens[at];
        (token.is_word() || token.is_number()) && !sentence.starts(List::AndWords, at)
    });
    let asked = sentence.all(List::DataCollection).any(|hit| hit.end <= noun_end);
    asked && one_sex && plain && sentence.ends(List::Articles, told.start)
}

/// "Among the male migrants 613 people …", "of the men, 247 persons …": the group in which is counted is of one sex.
pub fn is_in_group(sentence: &Sentence, number: &NumberToken) -> bool {
    let sexed = |list: List| {
        sentence
            .all(list)
            .filter(|hit| hit.end <= number.start)
            .map(|hit| (hit.start, hit.end))
            .collect::<Vec<_>>()
    };
    let (female, male) = (sexed(List::Female), sexed(List::Male));
    if female.is_empty() == male.is_empty() {
        return false;
    }
    let numbered = sentence.numbers.iter().any(|own| own.start < number.start);
    sentence.all(List::AmongWords).any(|among| {
        let begins =
            among.start == 0 || matches!(sentence.tokens[among.start - 1].lower.as_str(), "," | ";" | ":");
        let group = female.iter().chain(&male).any(|(start, end)| {
            let owner = sentence.tokens[end - 1].lower.ends_with("'s");
            !owner && *start >= among.end && start - among.end <= GROUP_REACH
        });
        begins && group && !numbered
    })
}

/// The verb or dash after a noun and what tells where or when: "of the Union", "in 2021".
fn verb_after(sentence: &Sentence, noun_end: usize) -> Option<usize> {
    let until = sentence.tokens.len().min(noun_end + DESCRIBED);
    let is_verb = |at: usize| {
        let dash = matches!(sentence.tokens[at].lower.as_str(), "–" | "—");
        dash || sentence.starts(List::Auxiliaries, at)
    };
    let goes_on = |at: usize| {
        let plain = sentence.tokens[at].is_word() || sentence.tokens[at].is_number();
        let other = [
            List::HumanRelatives,
            List::People,
            List::PeopleActions,
            List::AndWords,
        ];
        plain && !other.into_iter().any(|list| sentence.starts(list, at))
    };
    if let Some(verb) = verb_after_clause(sentence, noun_end) {
        return Some(verb);
    }
    let verb = (noun_end..until).find(|at| is_verb(*at))?;
    let trained = verb == noun_end + 1 && sentence.is_passive(&sentence.tokens[noun_end].lower);
    let described = verb == noun_end
        || trained
        || sentence.starts(List::NounStops, noun_end)
        || sentence.starts(List::OfWords, noun_end);
    (described && (trained || (noun_end..verb).all(goes_on))).then_some(verb)
}

/// The verb after a clause that tells more of a noun: "of the 48 drivers who took the course three were women".
fn verb_after_clause(sentence: &Sentence, noun_end: usize) -> Option<usize> {
    let clause = [List::Relatives, List::HumanRelatives]
        .into_iter()
        .any(|list| sentence.starts(list, noun_end));
    let until = sentence.tokens.len().min(noun_end + CLAUSE);
    let plain = |at: &usize| sentence.tokens[*at].is_word();
    let sexed = |at: usize| sentence.starts(List::Female, at) || sentence.starts(List::Male, at);
    let mut inside = (noun_end..until).take_while(plain);
    let be = |at: usize| sentence.at(List::BeWords, at) || sentence.starts(List::Auxiliaries, at);
    let verb = inside.find(|at| be(*at) && sexed(*at + 1));
    verb.filter(|_| clause)
}

/// Words of such a clause.
const CLAUSE: usize = 14;

/// "Women account for 15 of our 21 caseworkers": a share of a whole, told of the only sex of the sentence.
pub fn is_subject_of_share(sentence: &Sentence, number: &NumberToken) -> bool {
    let starts = |list| sentence.starts(list, 0);
    let one_sex = sentence.has(List::Female) != sentence.has(List::Male);
    let linked =
        |from: usize, to: usize| from < to && to - from <= OF_REACH && sentence.starts(List::OfWords, from);
    let share = sentence
        .numbers
        .iter()
        .any(|other| !other.percent && (linked(number.end, other.start) || linked(other.end, number.start)));
    one_sex && share && (starts(List::Female) || starts(List::Male))
}

/// Where a pair for both sexes ends, and children counted with them: "250 women and men", "niñas y niños", "alumnas y
/// alumnos", "1,277 men, women and children", "3,000 women and children".
pub fn end_of_both(sentence: &Sentence, from: usize, until: usize) -> Option<usize> {
    let pair = (from..until).find_map(|at| {
        let next = at + 1;
        // "Girls, boys and young people".
        let joined = sentence.starts(List::AndWords, next)
            || sentence
                .tokens
                .get(next)
                .is_some_and(|token| matches!(token.lower.as_str(), "/" | ","));
        let other = next + 1;
        let pair = [(List::Female, List::Male), (List::Male, List::Female)]
            .into_iter()
            .any(|(one, two)| sentence.at(one, at) && sentence.starts(two, other));
        let forms = is_of_one_sex(sentence, at) && is_same_trade(sentence, at, other);
        (joined && (pair || forms)).then_some(other + 1)
    });
    let women = (from..until)
        .find(|at| sentence.at(List::Female, *at))
        .map(|at| at + 1);
    children_joined(sentence, pair.or(women)?).or(pair)
}

/// Where children end who are named with those before a token: "and children", "and young children"; "and girls" are of
/// one sex.
pub fn children_joined(sentence: &Sentence, after: usize) -> Option<usize> {
    let sexed = |at: usize| sentence.at(List::Female, at) || sentence.at(List::Male, at);
    let first = after + 1;
    let end = (first..sentence.tokens.len())
        .find(|at| !sentence.at(List::Age, *at))
        .unwrap_or(sentence.tokens.len());
    let named = sentence.starts(List::AndWords, after) && end > first && !(first..end).any(sexed);
    named.then_some(end)
}

/// Names of trades and kin in a form for one sex; as adjectives such forms say nothing ("personas refugiadas").
pub fn is_of_one_sex(sentence: &Sentence, at: usize) -> bool {
    sentence.at(List::OneSexForms, at) || sentence.at(List::OneSexEndings, at)
}

/// One of two nouns is a form for one sex of what the other names.
pub fn are_forms_of_one_trade(sentence: &Sentence, one: usize, other: usize) -> bool {
    // "78 madres y 42 padres": alone "padres" are parents.
    let fathers = [one, other]
        .into_iter()
        .any(|at| sentence.at(List::MaleBeside, at));
    is_of_one_sex(sentence, one) != is_of_one_sex(sentence, other)
        && (fathers || is_same_trade(sentence, one, other))
}

fn is_same_trade(sentence: &Sentence, one: usize, other: usize) -> bool {
    let beginning = |at: usize| {
        let token = sentence.tokens.get(at)?;
        Some(token.lower.chars().take(SHARED).collect::<String>())
    };
    beginning(one).is_some() && beginning(one) == beginning(other)
}
