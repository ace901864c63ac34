//! Whether a sentence says that something has changed for those who were served.

use super::OPENING;
use super::given::{NOUN, plain_numbers};
use crate::extract::activities::effects::{asserts_effect, has_effect_verb, is_in_subclause};
use crate::extract::activities::reach::grows_reach;
use crate::extract::activities::tells::shows_change;
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::statements::{has_outside_cause, tells_of_more_harm};
use crate::extract::words::Sentence;
use crate::report::{Asserts, Claim, Statement};

/// Words between "better" and what is better: "better digital skills".
const QUALITY: usize = 3;

/// Use, change or their assertion. How many of whom were served is none.
pub(super) fn is_change(statement: &Statement, sentence: &Sentence, serves: bool) -> bool {
    let others = has_outside_cause(sentence) || tells_of_more_harm(sentence);
    if statement.claims(Claim::Plan) || grows_reach(sentence) || others {
        return false;
    }
    let served = |word: &str| {
        let mut hits = [List::ServedWords, List::BeWords, List::LaterWords]
            .into_iter()
            .flat_map(|list| sentence.all(list));
        // "Received a bed": in French that is "reads" as well.
        let thing = sentence
            .all(List::OutcomeVerbs)
            .any(|hit| sentence.written(hit) == word && sentence.ends(List::Articles, hit.start));
        serves && (thing || hits.any(|hit| word.contains(sentence.written(hit))))
    };
    // "More than 40", "read more": the word makes it an assertion by itself, and is of something else here.
    let meant = !matches!(statement.asserts, Asserts::NotMeant(..));
    let observed = statement.claims.iter().any(|(claim, word)| {
        let changed = match claim {
            Claim::Assertion => meant,
            Claim::Outcome | Claim::Impact => !is_only_in_subclauses(sentence, word),
            _ => false,
        };
        changed && !served(word)
    });
    let multiplied = [List::Multiples, List::DoublingWords]
        .into_iter()
        .any(|list| sentence.has(list));
    let serving = [List::ServedWords, List::ServiceNouns, List::TrainingWords];
    if observed
        || !(serves && serving.into_iter().any(|list| sentence.has(list)))
            && shows_change(statement, sentence)
        || multiplied
        || serves && changed_in_part(sentence)
        || has_effect_verb(sentence)
        || serves && is_better(sentence)
        || !serves && came_of_a_part(sentence)
    {
        return true;
    }
    // "44.5% girls" says who they are, and "15 % of the total" of a budget nothing of anybody.
    let money = sentence.tells_money();
    let sexed = sentence.has(List::Female) || sentence.has(List::Male);
    let parted = sexed
        && sentence
            .numbers
            .iter()
            .any(|number| number.percent && sentence.in_brackets(number.start));
    !serves && !money && !parted && asserts_effect(statement, sentence)
}

/// "While they learn English, …".
fn is_only_in_subclauses(sentence: &Sentence, word: &str) -> bool {
    let lists = [List::OutcomeVerbs, List::ImpactWords];
    let hits = lists.into_iter().flat_map(|list| sentence.all(list));
    let mut told = hits.filter(|hit| sentence.written(hit) == word).peekable();
    told.peek().is_some() && told.all(|hit| is_in_subclause(sentence, hit.start))
}

/// "1,200 pupils received grants; 92% of them finished the year", "420 were assisted, of whom 130 were released": beside those
/// who were served, what became of some. Who some of them are is none.
fn changed_in_part(sentence: &Sentence) -> bool {
    let who = [
        List::Female,
        List::Male,
        List::Age,
        List::People,
        List::Households,
        List::Places,
        // "22% anaemia" is what was found.
        List::Conditions,
        List::Harms,
        // "350,000 of whom need help".
        List::Needing,
    ];
    let named = |number: &NumberToken| {
        (number.end..number.end + NOUN).any(|at| who.into_iter().any(|list| sentence.at(list, at)))
    };
    let parted = |at: usize| {
        sentence
            .tokens
            .get(at)
            .is_some_and(|token| matches!(token.lower.as_str(), ";" | ","))
    };
    // "We are supporting 135 of them": they are served as well.
    let served = |number: &NumberToken| {
        (1..=2).any(|back| {
            number
                .start
                .checked_sub(back)
                .is_some_and(|at| sentence.at(List::ServedWords, at))
        })
    };
    let some = |number: &NumberToken| {
        let mut of = sentence.all(List::SexPronouns);
        of.any(|of| {
            let beside = of.start == number.end || of.end == number.start;
            // "Of which 163,457 were hoes".
            beside && !is_what_they_are(sentence, number.end.max(of.end))
        }) && !served(number)
    };
    let clause = |number: &NumberToken| {
        number.percent && (1..=2).any(|back| number.start.checked_sub(back).is_some_and(parted))
    };
    let ahead = sentence.has(List::ExpectedWords);
    let told = sentence
        .numbers
        .iter()
        .filter(|number| !sentence.in_brackets(number.start));
    !ahead
        && told
            .into_iter()
            .any(|number| (some(number) || clause(number)) && !named(number))
}

/// "Were hoes", and not "were released".
fn is_what_they_are(sentence: &Sentence, from: usize) -> bool {
    let next = sentence.tokens.get(from + 1);
    let done = |lower: &str| sentence.is_passive(lower) || sentence.acts(lower);
    sentence.starts(List::BeWords, from) && next.is_some_and(|next| !done(&next.lower))
}

/// "Of the 96 cases that went to court, 71 ended with a contract"; how many are women says who they are.
pub(super) fn came_of_a_part(sentence: &Sentence) -> bool {
    let of = [List::OfWords, List::AmongWords]
        .into_iter()
        .any(|list| sentence.starts(list, 0));
    let mut numbers = plain_numbers(sentence);
    let whole = numbers.next().filter(|number| of && number.start < OPENING);
    // "Of these, 196 were identified as …".
    let whole = whole.filter(|number| !sentence.at(List::BeWords, number.end));
    whole.is_some_and(|whole| {
        numbers.any(|part| {
            let near = part.end..part.end + NOUN;
            let sexed = [List::Female, List::Male]
                .into_iter()
                .any(|list| near.clone().any(|at| sentence.at(list, at)));
            part.number.high < whole.number.high && !sexed
        })
    })
}

/// Without any observation, of the population, or of the organisation itself.
pub(super) fn is_only_asserted(statement: &Statement, sentence: &Sentence) -> bool {
    let own = sentence.all(List::OwnBodies).any(|hit| hit.start < OPENING);
    let context = sentence.has(List::Context) || own && sentence.numbers.is_empty();
    context || statement.claims(Claim::Assertion) && !has_effect_verb(sentence)
}

/// "Were given better skills".
fn is_better(sentence: &Sentence) -> bool {
    sentence.all(List::BetterWords).any(|better| {
        let number = sentence
            .numbers
            .iter()
            .any(|number| (better.end..better.end + 2).contains(&number.start));
        let mut served = sentence.all(List::ServedWords);
        // "Improved cookstoves" are things.
        let quality = (better.end..better.end + QUALITY).any(|at| sentence.starts(List::ChangeNouns, at));
        quality && !number && served.any(|hit| hit.end <= better.start && better.start - hit.end < 2)
    })
}
