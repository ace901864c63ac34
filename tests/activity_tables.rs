//! A table that lists what was held, one to a row, is read as so many trainings, in every language and format; a plan, a
//! budget, a framework and a list of persons are not.

#[allow(dead_code)]
mod told;

use std::path::Path;
use std::sync::LazyLock;

use tillsyn::check::Checker;
use tillsyn::report::{Activity, Report};
use tillsyn::rules_folder::RulesFolder;

static CHECKER: LazyLock<Checker> =
    LazyLock::new(|| Checker::load(&RulesFolder::embedded(), None).expect("the shipped rules"));

const TITLES: [(&str, &str); 5] = [
    (
        "en",
        "# Final report on safe work in Malawi\n\nReporting period: 1 January 2023 – 31 December 2023\n\n## Activities",
    ),
    (
        "sv",
        "# Slutrapport om trygga arbetsplatser\n\n## Genomförda aktiviteter",
    ),
    (
        "fr",
        "# Rapport final du projet au Togo\n\n## Activités réalisées",
    ),
    (
        "es",
        "# Informe final del proyecto en Honduras\n\n## Actividades realizadas",
    ),
    ("ru", "# Итоговый отчёт о проекте\n\n## Проведённые мероприятия"),
];

fn reports(file: &Path) -> Vec<Report> {
    let mut reports = Vec::new();
    CHECKER
        .understand(file, &mut |_, report| reports.push(report))
        .expect("readable");
    reports
}

fn told(activity: &Activity) -> String {
    let number = |own: &Option<rust_decimal::Decimal>| own.map_or("–".to_string(), |own| own.to_string());
    let length = activity.duration.as_ref();
    let length = length.map_or("–".to_string(), |own| {
        format!("{} {}", own.number.low.normalize(), own.unit.name())
    });
    let held = activity.held.start.map_or("–".to_string(), |day| day.to_string());
    let name = activity.row_name.as_deref().unwrap_or("in prose");
    let (women, men) = (number(&activity.women), number(&activity.men));
    let people = number(&activity.people);
    format!(
        "{} {name}: {people} ({women} w, {men} m), {length}, {held}",
        activity.kind.name()
    )
}

/// The table's first line is its header.
fn rows(language: &str, above: &str, table: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.md");
    let title = TITLES
        .iter()
        .find(|(own, _)| *own == language)
        .expect("a language")
        .1;
    let rule = format!("|{}", "---|".repeat(table[0].split('|').count()));
    let lines: Vec<String> = table.iter().map(|row| format!("| {row} |")).collect();
    let table = format!("{}\n{rule}\n{}", lines[0], lines[1..].join("\n"));
    std::fs::write(&file, format!("{title}\n\n{above}\n\n{table}\n")).expect("a report");
    reports(&file)[0].activities.iter().map(told).collect()
}

#[test]
fn each_row_is_one_training_and_a_total_is_none() {
    for (language, table, expected) in [
        (
            "en",
            &[
                "Training | Place | Participants | Days",
                "Labour rights for domestic workers | Lilongwe | 42 | 3",
                "Bookkeeping for cooperatives | Blantyre | 36 | 2",
                "Total | | 78 |",
            ][..],
            &[
                "training Labour rights for domestic workers: 42 (– w, – m), 3 day, –",
                "training Bookkeeping for cooperatives: 36 (– w, – m), 2 day, –",
            ][..],
        ),
        (
            "en",
            &[
                "No. | Title of seminar | Target group | Number",
                "1 | Evidence in court | Prosecutors | 34",
                "2 | Interviewing of victims | Police officers | 48",
                " | Total | | 82",
            ],
            &[
                "training Evidence in court: 34 (– w, – m), –, –",
                "training Interviewing of victims: 48 (– w, – m), –, –",
            ],
        ),
        (
            "en",
            &[
                "Activity | Date | Men | Women | Total",
                "Workshop with unions | 9–10 June 2023 | 21 | 30 | 51",
                "Annual conference | 4 October 2023 | 60 | 58 | 118",
            ],
            &[
                "training Workshop with unions: 51 (30 w, 21 m), 2 day, 2023-06-09",
                "service Annual conference: 118 (58 w, 60 m), –, 2023-10-04",
            ],
        ),
        (
            "sv",
            &[
                "Datum | Utbildning | Deltagare",
                "12 mars 2023 | Arbetsrätt för hushållsanställda | 42",
                "4 maj 2023 | Bokföring för kooperativ | 36",
                "Summa | | 78",
            ],
            &[
                "training Arbetsrätt för hushållsanställda: 42 (– w, – m), –, 2023-03-12",
                "training Bokföring för kooperativ: 36 (– w, – m), –, 2023-05-04",
            ],
        ),
        (
            "fr",
            &[
                "Atelier | Lieu | Participants | Femmes",
                "Droits des travailleuses domestiques | Lomé | 42 | 30",
                "Comptabilité des coopératives | Kara | 36 | 12",
                "Total | | 78 | 42",
            ],
            &[
                "training Droits des travailleuses domestiques: 42 (30 w, – m), –, –",
                "training Comptabilité des coopératives: 36 (12 w, – m), –, –",
            ],
        ),
        (
            "es",
            &[
                "Taller | Fecha | Duración | Hombres | Mujeres",
                "Derechos de las trabajadoras | 12 de marzo de 2023 | 3 días | 12 | 30",
                "Contabilidad de cooperativas | 4 de mayo de 2023 | 8 horas | 16 | 20",
                "Total | | | 28 | 50",
            ],
            &[
                "training Derechos de las trabajadoras: 42 (30 w, 12 m), 3 day, 2023-03-12",
                "training Contabilidad de cooperativas: 36 (20 w, 16 m), 8 hour, 2023-05-04",
            ],
        ),
        (
            "ru",
            &[
                "Мероприятие | Дата | Участники",
                "Семинар по трудовому праву | 12 марта 2023 | 42",
                "Тренинг для инспекторов | 4 мая 2023 | 36",
                "Итого | | 78",
            ],
            &[
                "training Семинар по трудовому праву: 42 (– w, – m), –, 2023-03-12",
                "training Тренинг для инспекторов: 36 (– w, – m), –, 2023-05-04",
            ],
        ),
    ] {
        assert_eq!(rows(language, "", table), expected, "{table:?}");
    }
}

#[test]
fn what_was_called_off_or_lies_ahead_is_no_activity() {
    let table = [
        "Training | Date | Participants | Remark",
        "Labour law | 3 March 2023 | 40 |",
        "Bookkeeping | 4 May 2023 | 50 | Cancelled",
        "Safety at work | 3 May 2024 | 60 |",
        "Hygiene | | 0 |",
    ];
    let held = ["training Labour law: 40 (– w, – m), –, 2023-03-03"];
    assert_eq!(rows("en", "", &table), held);
    let ahead = "The following trainings will be held:";
    assert!(rows("en", ahead, &table).is_empty());
}

#[test]
fn tables_of_other_things_are_no_activities() {
    for (language, table) in [
        (
            "en",
            [
                "Activity | Indicator | Target | Achieved",
                "Training of judges | Judges trained | 40 | 38",
            ],
        ),
        (
            "en",
            [
                "Activity | Participants | Unit cost (USD)",
                "Training of judges | 40 | 25",
            ],
        ),
        (
            "en",
            [
                "Training | Date | Expected participants",
                "Training of judges | May 2023 | 40",
            ],
        ),
        (
            "en",
            [
                "Participant | Training | Date",
                "Anna Banda | Bookkeeping | 3 May 2023",
            ],
        ),
        (
            "en",
            ["Name | Position | Training", "Anna Banda | Director | 3 days"],
        ),
        ("en", ["Main activity | Men | Women", "Farming | 410 | 500"]),
        ("en", ["Group | Village | Members", "Tiyese | Zomba | 42"]),
        (
            "sv",
            [
                "Utbildning | Datum | Planerat antal deltagare",
                "Bokföring | maj 2023 | 40",
            ],
        ),
        (
            "fr",
            [
                "Activité | Participants | Coût (FCFA)",
                "Formation des juges | 40 | 25 000",
            ],
        ),
        (
            "es",
            [
                "Actividad | Presupuesto | Participantes",
                "Taller para jueces | 2 000 | 40",
            ],
        ),
        (
            "ru",
            ["Мероприятие | План | Участники", "Семинар для судей | 50 | 40"],
        ),
    ] {
        let found = rows(language, "", &table);
        let row = table[1].split(" | ").next().expect("a cell");
        assert!(
            found.iter().all(|own| own.contains("in prose")),
            "{row}: {found:?}"
        );
    }
}

#[test]
fn a_table_is_the_same_trainings_in_every_format() {
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    let read = |name: &str| {
        let reports = reports(&formats.join(name));
        let all = reports.iter().flat_map(|report| &report.activities).map(told);
        all.collect::<Vec<_>>()
    };
    let expected = [
        "training Labour rights for domestic workers: 42 (– w, – m), 3 day, 2023-03-12",
        "training Bookkeeping for cooperatives: 36 (– w, – m), 2 day, 2023-05-04",
        "training Fire drills: 8 (– w, – m), 1 day, 2023-06-09",
        "training Evidence in court: 34 (14 w, 20 m), 2 day, –",
        "training Interviewing of victims: 48 (30 w, 18 m), 8 hour, –",
    ];
    for name in ["trainings.md", "trainings.docx", "trainings.xlsx"] {
        assert_eq!(read(name), expected, "{name}");
    }
}

#[test]
fn trainings_of_one_table_are_one_remark_and_those_with_women_and_men_none() {
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    for name in ["trainings.md", "trainings.docx", "trainings.xlsx"] {
        let output = told::tillsyn(&formats, &["check", name, "--format", "json"]);
        let run: serde_json::Value =
            serde_json::from_str(&String::from_utf8_lossy(&output.stdout)).expect("JSON");
        let reports = run["reports"].as_array().expect("reports").iter();
        let findings = reports.flat_map(|report| report["findings"].as_array().expect("findings"));
        let asked: Vec<&serde_json::Value> = findings
            .filter(|finding| finding["rule"] == "statistics/not-sex-disaggregated")
            .collect();
        let [asked] = asked.as_slice() else {
            panic!("{name}: {asked:?}");
        };
        let message = asked["message"].as_str().expect("a message");
        let named = "42 participants, 36 participants, 8 participants";
        assert!(message.contains(named), "{name}: {message}");
    }
}
