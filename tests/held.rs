//! A training that was called off, or never held, and a season of the fields are no training and no campaign.

mod told;

use std::fs;

use told::{said, tillsyn};

const RULE: &str =
    "fn check_activity(activity, params) {\n    finding(activity).detail(\"kind\", activity.kind)\n}\n";
const MANIFEST: &str = "title = \"T\"\nlevel = \"note\"\nsource = \"S\"\nwhy = \"W\"\n\
    message.en = \"It is a {kind}.\"\nask.en = \"A\"\n";

const TITLES: [(&str, &str); 4] = [
    ("en", "# Final report\n\n## Results"),
    ("sv", "# Slutrapport\n\n## Resultat"),
    ("fr", "# Rapport final\n\n## Résultats"),
    ("es", "# Informe final\n\n## Resultados"),
];

/// The kinds of activities that are found in a sentence.
fn kinds(language: &str, text: &str) -> Vec<&'static str> {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    let title = TITLES
        .iter()
        .find(|(own, _)| *own == language)
        .expect("a language")
        .1;
    fs::create_dir_all(folder.path().join("mine/own")).expect("a folder");
    write("report.md", &format!("{title}\n\n{text}\n"));
    write("mine/own/pack.toml", "name = \"Own\"\ndescription = \"D\"\n");
    write("mine/own/rule.toml", MANIFEST);
    write("mine/own/rule.rhai", RULE);
    write("mine/own/rule.md", "# T\n");
    let told = said(&tillsyn(
        folder.path(),
        &["check", "report.md", "--rules", "shipped", "--rules", "mine"],
    ));
    let kinds = ["training", "campaign", "service"];
    kinds
        .into_iter()
        .filter(|kind| told.contains(&format!("It is a {kind}.")))
        .collect()
}

#[test]
fn what_was_not_held_or_called_off_is_no_activity() {
    for (language, text) in [
        ("en", "No training was held for the 17 fishers in Naryn."),
        ("en", "The workshop for 33 clerks was cancelled."),
        ("en", "The training was not held for the 50 nurses."),
        ("en", "None of the seminars for 55 clerks took place."),
        ("sv", "Ingen utbildning hölls för de 37 fiskarna."),
        ("sv", "Workshopen för 38 kockar ställdes in."),
        ("sv", "Utbildningen hölls inte för 39 kockar."),
        ("fr", "Aucune formation n'a été organisée pour les 36 pêcheurs."),
        ("fr", "L'atelier pour 37 pêcheurs a été annulé."),
        ("fr", "La formation de 38 pêcheurs n'a pas eu lieu."),
        ("es", "No se realizó ninguna capacitación para los 36 pescadores."),
        ("es", "Se canceló el taller para 38 pescadores."),
        ("es", "La capacitación de 39 pescadores no se llevó a cabo."),
    ] {
        assert!(kinds(language, text).is_empty(), "{text}");
    }
}

#[test]
fn a_negation_of_something_else_takes_no_training_away() {
    for (language, text) in [
        ("en", "A training for 52 nurses was held, none of them from Osh."),
        ("en", "Not only nurses but also 57 clerks were trained in triage."),
        ("sv", "En utbildning hölls för 40 kockar, inga av dem från Lund."),
    ] {
        assert_eq!(kinds(language, text), ["training"], "{text}");
    }
}

#[test]
fn a_season_of_the_fields_or_a_vaccination_is_no_campaign() {
    for (language, text) in [
        (
            "en",
            "During the 2023 planting campaign, 900 farmers received seed.",
        ),
        ("en", "A vaccination campaign reached 4,500 children under five."),
        ("sv", "En vaccinationskampanj nådde 4 500 barn."),
        (
            "fr",
            "Pendant la campagne agricole 2023, 900 producteurs ont reçu des semences.",
        ),
        (
            "es",
            "En la campaña de siembra 900 agricultores recibieron semillas.",
        ),
    ] {
        assert_eq!(kinds(language, text), ["service"], "{text}");
    }
    for (language, text) in [
        ("en", "An awareness campaign reached 901 farmers."),
        (
            "fr",
            "Une campagne de sensibilisation a touché 3 500 agriculteurs.",
        ),
        ("es", "La campaña de sensibilización llegó a 901 agricultores."),
    ] {
        assert_eq!(kinds(language, text), ["campaign"], "{text}");
    }
}
