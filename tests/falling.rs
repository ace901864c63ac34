//! Which targets count as met where nobody wants more of what is measured.

mod told;

use told::{said, tillsyn};

/// Whether 35 meets a target of 20.
fn is_met(title: &str, header: &str, indicator: &str) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let report = format!("# {title}\n\n| {header} |\n|---|---|---|\n| {indicator} | 20 | 35 |\n");
    std::fs::write(folder.path().join("report.md"), report).expect("a report");
    let checked = said(&tillsyn(folder.path(), &["check", "report.md"]));
    let counted = ["1 met, 0 missed", "0 met, 1 missed"].map(|own| checked.contains(own));
    assert!(counted[0] != counted[1], "{indicator}\n{checked}");
    counted[0]
}

const LANGUAGES: [(&str, &str, &[&str], &[&str]); 5] = [
    (
        "Final report",
        "Indicator | Target | Actual",
        &[
            "Number of deaths in childbirth",
            "School drop-outs",
            "Girls' drop-out rate",
            "Average waiting time in minutes",
            "Under-five mortality rate",
            "Incidents of violence",
            "Prevalence of stunting among children under five",
        ],
        &[
            "Reduction in deaths",
            "% decrease of deaths",
            "People treated for malnutrition",
            "Cases of violence detected",
            "Number of cases of violence resolved",
            "Survivors of violence",
            "Violence prevention plans",
            "Drop-outs enrolled in evening classes",
            "Number of maternal death audits",
            "Laws against violence",
        ],
    ),
    (
        "Rapport final",
        "Indicateur | Cible | Réalisé",
        &[
            "Nombre de décès maternels",
            "Taux d'abandon scolaire",
            "Temps d'attente moyen",
        ],
        &[
            "Réduction de la mortalité",
            "Cas de violence signalés",
            "Plans de lutte contre la violence",
        ],
    ),
    (
        "Informe final",
        "Indicador | Meta | Logrado",
        &[
            "Número de muertes maternas",
            "Tasa de deserción escolar",
            "Número de casos de violencia",
        ],
        &[
            "Reducción de la mortalidad",
            "Casos de violencia resueltos",
            "Personas tratadas por desnutrición",
        ],
    ),
    (
        "Slutrapport",
        "Indikator | Mål | Utfall",
        &[
            "Antal dödsfall",
            "Genomsnittlig väntetid",
            "Förekomst av undernäring",
        ],
        &[
            "Minskning av dödsfall",
            "Anmälda fall av våld",
            "Personer behandlade för undernäring",
        ],
    ),
    (
        "Итоговый отчет",
        "Показатель | План | Факт",
        &[
            "Число смертей",
            "Уровень материнской смертности",
            "Число случаев насилия",
        ],
        &[
            "Снижение смертности",
            "Выявленные случаи насилия",
            "Планы по борьбе с насилием",
        ],
    ),
];

#[test]
fn more_deaths_than_the_target_miss_it() {
    for (title, header, falling, _) in LANGUAGES {
        for indicator in falling {
            assert!(!is_met(title, header, indicator), "{indicator}");
        }
    }
}

#[test]
fn more_of_what_was_reduced_treated_found_or_settled_meets_it() {
    for (title, header, _, rising) in LANGUAGES {
        for indicator in rising {
            assert!(is_met(title, header, indicator), "{indicator}");
        }
    }
}
