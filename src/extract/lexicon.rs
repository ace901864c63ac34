//! Word lists per language, from `rules/lexicons/<lang>/*.toml`.

use crate::problem::Problem;
use crate::rules_folder::RulesFolder;

#[derive(Debug, Clone, Default)]
pub struct Lexicons {}

impl Lexicons {
    /// # Errors
    /// Every mistake in every lexicon file.
    pub fn load(folder: &RulesFolder) -> Result<Self, Vec<Problem>> {
        let _ = folder;
        Ok(Lexicons::default())
    }
}
