//! What things of the report can be asked, for who asks without the engine: the very functions that scripts call.

use std::any::TypeId;
use std::sync::Arc;

use foldhash::HashMap;
use rhai::Dynamic;

use super::Thing;
use super::registrar::Answer;

/// Asks a thing; the word is that of a question. Nothing where that is an error.
type Reader = Arc<dyn Fn(&Dynamic, &str) -> Option<Dynamic> + Send + Sync>;

/// The types that have a property or a question of one name.
#[derive(Clone, Default)]
pub struct Owners(Vec<(TypeId, Reader)>);

impl Owners {
    /// What a thing says; nothing where it is no thing that can be asked this.
    pub fn ask(&self, thing: &Dynamic, word: &str) -> Option<Dynamic> {
        let kind = thing.type_id();
        let own = self.0.iter().find(|(owner, _)| *owner == kind);
        own.and_then(|(_, reader)| reader(thing, word))
    }
}

/// By name.
#[derive(Default)]
pub struct Readers {
    pub properties: HashMap<&'static str, Owners>,
    pub questions: HashMap<&'static str, Owners>,
}

impl Readers {
    pub(super) fn property<T: Thing>(
        &mut self,
        name: &'static str,
        get: Arc<impl Fn(&T) -> Answer<Dynamic> + Send + Sync + 'static>,
    ) {
        let reader: Reader = Arc::new(move |thing, _| get(&*thing.read_lock::<T>()?).ok());
        let owners = self.properties.entry(name).or_default();
        owners.0.push((TypeId::of::<T>(), reader));
    }

    pub(super) fn question<T: Thing>(
        &mut self,
        name: &'static str,
        answer: Arc<impl Fn(&T, &str) -> Answer<Dynamic> + Send + Sync + 'static>,
    ) {
        let reader: Reader = Arc::new(move |thing, word| answer(&*thing.read_lock::<T>()?, word).ok());
        let owners = self.questions.entry(name).or_default();
        owners.0.push((TypeId::of::<T>(), reader));
    }
}
