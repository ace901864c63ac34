//! What was found once and is asked for again, by whichever thread.

use std::borrow::Borrow;
use std::hash::Hash;

use dashmap::DashMap;
use foldhash::fast::RandomState;

/// Parts that are locked each by itself: with as many threads as read a report two seldom meet, and a part costs memory.
const PARTS: usize = 16;

/// Answers by what was asked. Two threads may seek one answer at the same time; both get the one that came first.
pub struct Answers<K, V>(DashMap<K, V, RandomState>);

impl<K: Eq + Hash, V> Default for Answers<K, V> {
    fn default() -> Self {
        Answers(DashMap::with_hasher_and_shard_amount(
            RandomState::default(),
            PARTS,
        ))
    }
}

impl<K: Eq + Hash, V: Clone> Answers<K, V> {
    /// The answer to a question. Nothing is locked while it is sought: to find one may take others.
    pub fn get<Q>(&self, question: &Q, seek: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        if let Some(known) = self.0.get(question) {
            return known.clone();
        }
        let found = seek();
        self.0.entry(question.to_owned()).or_insert(found).clone()
    }
}
