//! Two values of one thing: now and before, here and elsewhere, in whatever words.

use super::{AFTER, is_served, names_training_at};
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use rust_decimal::Decimal;

/// Words between "rather than" and the value: "rather than the usual 12".
const AGAINST: usize = 3;
/// Words between an earlier time and its value: "at enrolment only nine", "before, beekeepers lost a third".
const THEN: usize = 8;
/// Words between a value and the earlier time that follows it: "45 the year before".
const BEFORE: usize = 3;
/// Words between "from" and its value.
const FROM: usize = 2;
/// Words of a unit between the two ends: "from 11 cartloads to".
const UNIT: usize = 6;
/// Words between a rise and its size: "rose in both towns by a third".
const SIZE: usize = 5;

/// "35 a day rather than 12", "49 three years ago, now 6", "went down to 310 from 1,470", "rose by a third". How much was
/// held, or how many came, is none.
pub(super) fn contrasts(sentence: &Sentence) -> bool {
    !counts_work(sentence)
        && (stands_against(sentence)
            || was_otherwise(sentence)
            || moved(sentence)
            || moved_by(sentence)
            || is_less(sentence)
            || unlike_before(sentence)
            || before_and_now(sentence))
}

/// "Which it never had", "no longer", "threefold": no event, and nothing that was given.
fn unlike_before(sentence: &Sentence) -> bool {
    let given = [List::Events, List::ServedWords, List::OwnAgents];
    sentence.has(List::UnlikeBefore) && !given.into_iter().any(|list| sentence.has(list))
}

/// "Before, they burnt their waste; now it feeds the soil"; not of the project itself, nor of what it gives now.
fn before_and_now(sentence: &Sentence) -> bool {
    let given = [
        List::Events,
        List::ServedWords,
        List::OwnAgents,
        List::OwnProject,
        List::FirstPersons,
    ];
    let begins = |list: List| sentence.all(list).any(|hit| hit.start == 0);
    let now = sentence.all(List::TodayWords).any(|hit| hit.start > 0);
    begins(List::FormerWords) && now && !given.into_iter().any(|list| sentence.has(list))
}

/// It counts what was held or who took part.
fn counts_work(sentence: &Sentence) -> bool {
    let first = sentence.numbers.first().map_or(0, |number| number.start);
    let counted = |hit: &Hit| {
        let mut numbers = sentence.numbers.iter();
        numbers.any(|number| number.end <= hit.start && hit.start - number.end < AGAINST)
    };
    let events = [List::Events, List::ThoseReached]
        .into_iter()
        .flat_map(|list| sentence.all(list));
    let lists = [List::ExpectedWords, List::ReactionWords];
    lists.into_iter().any(|list| sentence.has(list))
        || names_work(sentence)
        || events.into_iter().any(|hit| counted(hit) && hit.start > first)
}

/// It is of a training, a campaign or those who were there, but for "before the course", "after the talks".
pub(super) fn names_work(sentence: &Sentence) -> bool {
    let beside = |hit: &Hit| {
        let marks = [
            List::BeforeWords,
            List::AfterWords,
            List::LaterWords,
            List::FormerWords,
        ];
        let mut marks = marks.into_iter().flat_map(|list| sentence.all(list));
        marks.any(|mark| mark.start <= hit.start && hit.start <= mark.end + AFTER)
    };
    [List::TrainingWords, List::CampaignWords, List::Attending]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| !beside(hit))
}

/// Numbers that are no years, and no part of a time that is named: "two years ago". "One of many" is no value.
fn values(sentence: &Sentence) -> impl Iterator<Item = &NumberToken> {
    sentence.numbers.iter().filter(|number| {
        let one = number.in_words && number.number.high <= Decimal::ONE;
        let timed = sentence.at(List::Time, number.end)
            && [List::FormerWords, List::LaterWords, List::EarlierWords]
                .into_iter()
                .any(|list| (number.start..=number.end + 1).any(|at| sentence.at(list, at)));
        !one && !sentence.is_year(number) && !timed && !sentence.is_beside_month(number)
    })
}

/// "35 pieces a day rather than 12", "7.50 a sack, not 4".
fn stands_against(sentence: &Sentence) -> bool {
    let near = |hit: &Hit| values(sentence).find(|own| (hit.end..hit.end + AGAINST).contains(&own.start));
    let other = |hit: &Hit| values(sentence).any(|own| own.end <= hit.start);
    let denies = |hit: &&Hit| {
        let comma = hit.start > 0 && sentence.tokens[hit.start - 1].lower == ",";
        comma && values(sentence).any(|own| own.start == hit.end)
    };
    let marks = [List::ContrastWords, List::ComparisonWords]
        .into_iter()
        .flat_map(|list| sentence.all(list));
    marks
        .chain(sentence.all(List::Negations).filter(denies))
        .any(|hit| near(hit).is_some() && other(hit) || instead_of_doing(sentence, hit))
}

/// "The clinic treats burns itself instead of sending them away".
fn instead_of_doing(sentence: &Sentence, hit: &Hit) -> bool {
    let own = [
        List::OwnAgents,
        List::FirstPersons,
        List::Events,
        List::Obligations,
    ];
    let does = |at: usize| {
        let next = sentence.tokens.get(at);
        next.is_some_and(|next| sentence.acts(&next.lower))
            || !sentence.head_last() && sentence.is_infinitive(at)
    };
    sentence.at(List::InsteadWords, hit.start)
        && sentence.at(List::ContrastWords, hit.start)
        && does(hit.end)
        && !own.into_iter().any(|list| sentence.has(list))
}

/// "Only nine at enrolment, 118 at the end", "57 complaints, where in former years no woman dared".
fn was_otherwise(sentence: &Sentence) -> bool {
    let training = |hit: &&Hit| names_training_at(sentence, hit.end);
    let marks = sentence.all(List::FormerWords);
    let marks = marks.chain(sentence.all(List::BeforeWords).filter(training));
    marks
        .into_iter()
        .filter(|mark| !is_time_of_work(sentence, mark))
        .any(|mark| {
            let after = mark.end..mark.end + THEN;
            let apart = |number: &NumberToken| number.end <= mark.start || number.start >= mark.end;
            let own = values(sentence).filter(|number| apart(number)).find(|number| {
                let before = number.end <= mark.start && mark.start - number.end <= BEFORE;
                after.contains(&number.start) || before
            });
            let denied = || {
                let lists = [List::Negations, List::NoneWords];
                let mut hits = lists.into_iter().flat_map(|list| sentence.all(list));
                hits.any(|hit| hit.start.abs_diff(mark.start) <= THEN)
            };
            let others = values(sentence).filter(|number| apart(number));
            match own {
                Some(own) => others.into_iter().any(|number| number.start != own.start) || denied(),
                None => denied() && others.into_iter().next().is_some(),
            }
        })
}

/// "Last year they gave 1,700 lessons and used 48 methods", "in the past eight weeks": when all of it was, and no earlier value
/// beside a later one.
fn is_time_of_work(sentence: &Sentence, mark: &Hit) -> bool {
    let lasts = |number: &NumberToken| number.start == mark.end && sentence.at(List::Time, number.end);
    if sentence.numbers.iter().any(lasts) {
        return true;
    }
    let behind: Vec<&NumberToken> = values(sentence)
        .filter(|number| number.start >= mark.end)
        .collect();
    let parted = |from: usize, to: usize| {
        (from..to).any(|at| matches!(sentence.tokens[at].lower.as_str(), "," | ";" | ":" | "–" | "—"))
    };
    mark.start <= 1 && behind.len() > 1 && behind.windows(2).all(|pair| !parted(pair[0].end, pair[1].start))
}

/// "Has gone from 11 cartloads to 4", "down to 310 from 1,470": neither ages nor hours, nor "from 50 to 70 participants".
fn moved(sentence: &Sentence) -> bool {
    let verbs = [
        List::MovingVerbs,
        List::ChangeVerbs,
        List::Falling,
        List::Increase,
    ];
    let moves = verbs.into_iter().any(|list| sentence.has(list));
    let behind = |list: List| -> Vec<&NumberToken> {
        let marks: Vec<&Hit> = sentence.all(list).collect();
        let near = |number: &&NumberToken| {
            marks
                .iter()
                .any(|mark| (mark.end..mark.end + FROM).contains(&number.start))
        };
        values(sentence).filter(near).collect()
    };
    let from = behind(List::FromWords);
    let range = from.iter().any(|own| own.number.low < own.number.high);
    let to = behind(List::ToWords);
    let pair = from.iter().any(|from| {
        to.iter().any(|to| {
            let apart = if to.start > from.start {
                to.start - from.end
            } else {
                from.start - to.end
            };
            to.start != from.start && apart <= UNIT
        })
    });
    moves && (pair || range)
}

/// "Rose by a third", "shorter by 3.4 days", "dropped to 7".
fn moved_by(sentence: &Sentence) -> bool {
    let marks = || {
        [List::ByHowMuch, List::ToWords, List::AtMost, List::OverWords]
            .into_iter()
            .flat_map(|list| sentence.all(list))
    };
    let sized = |verb: &Hit| {
        marks().any(|mark| {
            let near = mark.start >= verb.end && mark.start - verb.end <= SIZE;
            // "Went to see 5 older ones".
            let bare = !sentence.at(List::ToWords, mark.start) || !sentence.is_infinitive(mark.end);
            near && bare && values(sentence).any(|number| (mark.end..mark.end + FROM).contains(&number.start))
        })
    };
    // "Fell a third", "rose 12 points".
    let directly = |verb: &Hit| {
        values(sentence).any(|number| {
            let share = number.percent || sentence.starts(List::PercentagePoints, number.end);
            let goes_on = (verb.end..number.start).all(|at| sentence.tokens[at].lower != ",");
            share && goes_on && (verb.end..verb.end + FROM).contains(&number.start)
        })
    };
    let meant = |verb: &Hit| sentence.ends(List::InfinitiveMarks, verb.start);
    !is_served(sentence, 0..usize::MAX)
        && sentence
            .all(List::MovingVerbs)
            .any(|verb| !meant(verb) && (sized(verb) || directly(verb)))
}

/// "The bill is 37 per cent lower", "four tonnes less"; "fewer pupils ask to leave".
fn is_less(sentence: &Sentence) -> bool {
    let sized = sentence.all(List::DegreeWords).any(|degree| {
        values(sentence).any(|number| number.end <= degree.start && degree.start - number.end <= FROM)
    });
    let fewer = sentence.all(List::LessOf).any(|less| {
        let near = less.end..less.end + FROM;
        let of = [List::People, List::Cases, List::Ills, List::Harms];
        let reached = near.clone().any(|at| sentence.starts(List::ThoseReached, at));
        !reached
            && near
                .into_iter()
                .any(|at| of.into_iter().any(|list| sentence.starts(list, at)))
    });
    (sized || fewer) && !is_served(sentence, 0..usize::MAX)
}
