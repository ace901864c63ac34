//! A value of `tillsyn.toml` that can be read, and cannot be meant.

use std::path::Path;

use crate::problem::Problem;

pub struct Mistake {
    /// The entry that it is of, with the keys around it: "webhook.0.url".
    pub entry: String,
    /// What stands in the file where it is, the last time: a key, or a value.
    pub at: String,
    pub message: String,
    pub remedy: String,
}

impl Mistake {
    /// At its line; remarks do not count.
    pub fn problem(self, path: &Path, text: &str) -> Problem {
        let is_remark = |at: usize| {
            text[..at]
                .rsplit('\n')
                .next()
                .is_some_and(|line| line.contains('#'))
        };
        let places = text.match_indices(&self.at).map(|(at, _)| at);
        let last = places.filter(|at| !is_remark(*at)).last();
        let problem = Problem::new(path, self.message).remedy(self.remedy);
        match last {
            Some(at) => problem.at_offset(text, at),
            None => problem,
        }
    }
}
