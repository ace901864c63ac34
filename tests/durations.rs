//! How long a training lasted is read in every language, wherever its account tells it, and taken from nothing else.

use std::sync::LazyLock;

use tillsyn::check::Checker;
use tillsyn::report::{Activity, Report};
use tillsyn::rules_folder::RulesFolder;

static CHECKER: LazyLock<Checker> =
    LazyLock::new(|| Checker::load(&RulesFolder::embedded(), None).expect("the shipped rules"));

const TITLES: [(&str, &str); 5] = [
    ("en", "# Final report\n\n## Results"),
    ("sv", "# Slutrapport\n\n## Resultat"),
    ("fr", "# Rapport final\n\n## Résultats"),
    ("es", "# Informe final\n\n## Resultados"),
    ("ru", "# Итоговый отчет\n\n## Результаты"),
];

fn read(language: &str, text: &str) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.md");
    let title = TITLES.iter().find(|(own, _)| *own == language);
    let title = title.expect("a language").1;
    std::fs::write(&file, format!("{title}\n\n{text}\n")).expect("a report");
    let mut reports = Vec::new();
    CHECKER
        .understand(&file, &mut |_, report| reports.push(report))
        .expect("readable");
    reports.remove(0)
}

fn told(activity: &Activity) -> String {
    activity.duration.as_ref().map_or("none".to_string(), |own| {
        format!(
            "{} {}: {}",
            own.number.low.normalize(),
            own.unit.name(),
            own.written
        )
    })
}

fn durations(language: &str, text: &str) -> Vec<String> {
    read(language, text).activities.iter().map(told).collect()
}

#[test]
fn a_length_is_read_in_every_language() {
    for (language, text, expected) in [
        (
            "en",
            "A 3-day course for 30 nurses was held in Osh.",
            "3 day: 3-day",
        ),
        (
            "en",
            "A training for 25 teachers was held in May. It lasted two weeks.",
            "2 week: two weeks",
        ),
        (
            "en",
            "A seminar on water for 14 judges was held from 12 to 14 March 2023.",
            "3 day: 12 to 14 March",
        ),
        (
            "en",
            "Two half-day workshops for 40 mayors were held in Naryn.",
            "0.5 day: half-day",
        ),
        (
            "en",
            "The training for 25 teachers lasted two and a half days.",
            "2.5 day: two and a half days",
        ),
        (
            "en",
            "A training course on bookkeeping for 12 cooperatives lasted two weeks.",
            "2 week: two weeks",
        ),
        (
            "en",
            "25 judges attended a workshop on evidence from 9.00 to 16.30 in Osh.",
            "7.5 hour: 9.00 to 16.30",
        ),
        (
            "en",
            "25 judges attended a workshop (9:00–12:00) in Osh.",
            "3 hour: 9:00–12:00",
        ),
        (
            "en",
            "25 judges attended a workshop from Monday to Wednesday.",
            "3 day: Monday to Wednesday",
        ),
        (
            "en",
            "Between 3 and 7 October, 25 judges attended a workshop on evidence.",
            "5 day: 3 and 7 October",
        ),
        (
            "en",
            "25 judges attended a training over two weekends.",
            "4 day: two weekends",
        ),
        ("en", "15 drivers were trained in first aid (2 d).", "2 day: 2 d"),
        (
            "en",
            "The centre trained 40 women and is open from Monday to Friday.",
            "none",
        ),
        (
            "en",
            "The centre trained 40 women and is open from 9.00 to 17.00.",
            "none",
        ),
        (
            "en",
            "A workshop for 25 judges raised the pass rate from 9.00 to 16.00 per cent.",
            "none",
        ),
        (
            "sv",
            "Kursen för 25 lärare hölls från måndag till onsdag.",
            "3 day: måndag till onsdag",
        ),
        (
            "fr",
            "La formation de 25 enseignants s’est tenue du lundi au jeudi.",
            "4 day: lundi au jeudi",
        ),
        (
            "es",
            "El taller para 25 docentes se realizó de lunes a viernes.",
            "5 day: lunes a viernes",
        ),
        (
            "ru",
            "Обучение 25 учителей проводилось с понедельника по среду.",
            "3 day: понедельника по среду",
        ),
        ("en", "Tailoring classes are attended by 8 students.", "none"),
        (
            "en",
            "The training for 25 teachers lasted half a day.",
            "0.5 day: half a day",
        ),
        (
            "en",
            "A training for 25 teachers was held on three afternoons in May.",
            "1.5 day: three afternoons",
        ),
        (
            "en",
            "A two-evening course for 25 teachers was held in May.",
            "1 day: two-evening",
        ),
        (
            "sv",
            "Kursen för 25 lärare hölls under två förmiddagar.",
            "1 day: två förmiddagar",
        ),
        (
            "fr",
            "La formation de 25 enseignants a duré deux après-midi.",
            "1 day: deux après-midi",
        ),
        (
            "es",
            "El taller para 25 docentes duró tres tardes.",
            "1.5 day: tres tardes",
        ),
        (
            "ru",
            "Обучение 25 учителей продолжалось пять вечеров.",
            "2.5 day: пять вечеров",
        ),
        (
            "en",
            "The course for 25 teachers lasted a year and a half.",
            "1.5 year: year and a half",
        ),
        (
            "sv",
            "Kursen för 25 lärare pågick i två och en halv dag.",
            "2.5 day: två och en halv dag",
        ),
        (
            "fr",
            "La formation de 25 enseignants a duré deux jours et demi.",
            "2.5 day: deux jours et demi",
        ),
        (
            "es",
            "El taller para 25 docentes duró dos días y medio.",
            "2.5 day: dos días y medio",
        ),
        (
            "sv",
            "En tredagarskurs för 25 lärare hölls i maj.",
            "3 day: tredagarskurs",
        ),
        (
            "sv",
            "En utbildning för 33 poliser hölls i Lund. Kursen pågick i 40 timmar.",
            "40 hour: 40 timmar",
        ),
        (
            "fr",
            "Un atelier de formation de cinq (5) jours pour 30 infirmiers a été organisé à Lomé.",
            "5 day: 5 jours",
        ),
        (
            "fr",
            "Une formation a été organisée pour 14 juges du 12 au 14 mars 2023.",
            "3 day: 12 au 14 mars",
        ),
        (
            "es",
            "Se realizó una capacitación de media jornada para 40 alcaldes.",
            "0.5 day: media jornada",
        ),
        (
            "es",
            "Se impartió un curso de 40 horas para 30 enfermeras.",
            "40 hour: 40 horas",
        ),
        (
            "ru",
            "Был проведен трехдневный семинар для 25 учителей.",
            "3 day: трехдневный",
        ),
        (
            "ru",
            "Был проведен тренинг продолжительностью пять дней для 30 медсестер.",
            "5 day: пять дней",
        ),
    ] {
        assert_eq!(durations(language, text), [expected], "{text}");
    }
}

#[test]
fn when_how_often_and_how_old_is_no_length() {
    for (language, text) in [
        ("en", "A training for 77 masons was held every three months."),
        ("en", "Within two weeks, a training for 25 teachers was held."),
        ("en", "A course for 17 clerks was held. They are 18 years old."),
        ("sv", "En utbildning för 70 kockar hölls efter tre månader."),
        (
            "fr",
            "Une formation a été organisée pour 70 maçons il y a deux mois.",
        ),
        ("es", "Se realizó un taller para 70 albañiles en 2023."),
        ("ru", "Был проведен тренинг для 70 каменщиков в мае 2023 года."),
    ] {
        assert_eq!(durations(language, text), ["none"], "{text}");
    }
}

#[test]
fn a_paragraph_that_plainly_goes_on_about_a_training_belongs_to_its_account() {
    for (language, text, expected) in [
        (
            "en",
            "A training of 12 lawyers was held in Batken.\n\nThe training took 40 hours.",
            "40 hour: 40 hours",
        ),
        (
            "en",
            "A training was held in Osh for 24 inspectors. The training took two days and was led by two lawyers.",
            "2 day: two days",
        ),
        (
            "en",
            "- A training of 60 drivers was held.\n\n  It took two weeks.",
            "2 week: two weeks",
        ),
        (
            "sv",
            "En kurs för 61 bönder hölls i Visby.\n\nDen varade i två veckor.",
            "2 week: två veckor",
        ),
        (
            "fr",
            "Une formation a été organisée pour 55 agriculteurs.\n\nLa formation a duré une semaine.",
            "1 week: une semaine",
        ),
        (
            "es",
            "Se realizó un taller para 55 agricultores.\n\nDuró dos semanas.",
            "2 week: dos semanas",
        ),
        (
            "ru",
            "Был проведен тренинг для 55 фермеров.\n\nТренинг длился две недели.",
            "2 week: две недели",
        ),
    ] {
        assert_eq!(durations(language, text), [expected], "{text}");
    }
}

#[test]
fn a_paragraph_about_something_else_does_not() {
    for below in [
        "The course for cooks lasted three days and 20 women took part.",
        "The road to the village was closed for three days.",
        "### Transport\n\nIt took three days.",
        "The courses of spring were held for 30 cooks in two days.",
    ] {
        let report = read(
            "en",
            &format!("A training of 12 lawyers was held in Batken.\n\n{below}"),
        );
        assert_eq!(told(&report.activities[0]), "none", "{below}");
    }
}

#[test]
fn the_length_of_something_else_is_none_of_the_training() {
    for (language, text) in [
        (
            "en",
            "A training for 30 midwives who had worked for three years was held in Osh.",
        ),
        (
            "en",
            "The project trained 31 midwives, followed by a three-month follow-up.",
        ),
        (
            "en",
            "Over the 2 years of the project, 32 nurses were trained in hygiene.",
        ),
        ("en", "In two years 47 nurses were trained in triage."),
        (
            "en",
            "31 nurses with three years' experience were trained in hygiene.",
        ),
        ("en", "A training for 25 judges on the 48-hour rule was held."),
        ("en", "26 women with a 10-year-old child were trained."),
        ("en", "A two-year project trained 41 nurses."),
        (
            "en",
            "A training for 25 mayors was held; they meet two evenings a week.",
        ),
        ("en", "The course for 30 cooks was given three days a week."),
        ("en", "In two evening sessions 25 teachers were trained."),
        ("sv", "Utbildningen för 30 kockar gavs två kvällar i veckan."),
        ("ru", "Тренинг для 25 учителей был проведен в 7 вечера."),
        (
            "en",
            "A training for 42 nurses was held. They worked for three months in the clinics.",
        ),
        (
            "en",
            "A training for 43 nurses was held. The road was closed for three days.",
        ),
        (
            "sv",
            "En utbildning för 30 barnmorskor som hade arbetat i tre år hölls i Lund.",
        ),
        ("sv", "Ett treårigt projekt utbildade 32 lärare."),
        (
            "sv",
            "En utbildning för 33 lärare följdes av en tre månaders uppföljning.",
        ),
        ("sv", "35 lärare med tre års erfarenhet utbildades."),
        (
            "fr",
            "Une formation pour 31 sages-femmes ayant trois ans d'expérience a été organisée.",
        ),
        ("fr", "32 infirmiers ont été formés, avec un suivi de trois mois."),
        ("fr", "En deux ans, 34 infirmiers ont été formés."),
        (
            "es",
            "Se realizó una capacitación para 30 enfermeras que habían trabajado durante tres años.",
        ),
        (
            "es",
            "Se capacitó a 32 enfermeras, con un seguimiento de tres meses.",
        ),
        (
            "es",
            "A lo largo de los dos años del proyecto se capacitó a 35 enfermeras.",
        ),
        (
            "ru",
            "Был проведен тренинг для 30 медсестер, которые работали три года.",
        ),
        ("ru", "32 медсестры со стажем три года прошли обучение."),
    ] {
        assert_eq!(durations(language, text), ["none"], "{text}");
    }
}

#[test]
fn the_own_length_is_read_beside_another() {
    for (language, text, expected) in [
        (
            "en",
            "A three-day training for 40 teachers with at least five years of experience was held.",
            "3 day: three-day",
        ),
        (
            "en",
            "A six-month course for 22 welders was held at the centre, who then worked for two years.",
            "6 month: six-month",
        ),
        (
            "en",
            "A five-day intensive on-the-job training for 45 nurses was held.",
            "5 day: five-day",
        ),
        (
            "en",
            "A training for 48 nurses was held from 3 to 7 June. The three-month follow-up was done by phone.",
            "5 day: 3 to 7 June",
        ),
        (
            "en",
            "A training for 44 nurses, which was held for two days, was led by Ms Abe.",
            "2 day: two days",
        ),
        (
            "sv",
            "En kurs som pågick i två veckor hölls för 41 kockar.",
            "2 week: två veckor",
        ),
        (
            "fr",
            "Une formation pour 35 infirmiers, d'une durée de trois jours, a été organisée.",
            "3 day: trois jours",
        ),
        (
            "es",
            "Se capacitó a 33 enfermeras durante cinco días en Lima.",
            "5 day: cinco días",
        ),
    ] {
        assert_eq!(durations(language, text), [expected], "{text}");
    }
}

#[test]
fn hours_in_one_word_times_of_the_day_and_halves_are_lengths_and_one_time_alone_is_none() {
    for (language, text, expected) in [
        ("en", "The training for 25 teachers lasted 8h.", "8 hour: 8h"),
        ("en", "A 40h course for 25 teachers was held.", "40 hour: 40h"),
        (
            "en",
            "The training for 25 teachers took half an hour.",
            "30 minute: half an hour",
        ),
        (
            "en",
            "A workshop for 25 judges was held from 9 am to 4 pm.",
            "7 hour: 9 am to 4 pm",
        ),
        (
            "en",
            "A workshop for 25 judges was held from 9 to 4 pm.",
            "7 hour: 9 to 4 pm",
        ),
        (
            "en",
            "A workshop for 25 judges was held from 9:00 am to 1:30 pm.",
            "4.5 hour: 9:00 am to 1:30 pm",
        ),
        (
            "en",
            "A one-and-a-half-day training was held for 25 teachers.",
            "1.5 day: one-and-a-half-day",
        ),
        ("en", "A training for 25 teachers was held at 9 am.", "none"),
        (
            "en",
            "A training for 25 teachers was held at 9 am and at 4 pm.",
            "none",
        ),
        (
            "en",
            "The water runs from 6 am to 8 pm, and 25 women were trained.",
            "none",
        ),
        (
            "en",
            "A training of 8 to 12 hours was held for 25 teachers.",
            "8 hour: 8 to 12 hours",
        ),
        (
            "fr",
            "La formation de 25 enseignants a été organisée en mai. Elle a duré une demi-journée.",
            "0.5 day: une demi-journée",
        ),
        ("fr", "La formation de 25 juges a duré 1h30.", "1.5 hour: 1h30"),
        (
            "fr",
            "La formation de 25 juges s’est tenue de 9h à 16h30.",
            "7.5 hour: 9h à 16h30",
        ),
        (
            "fr",
            "La formation de 25 juges s’est tenue de 9 heures à 16 heures.",
            "7 hour: 9 heures à 16 heures",
        ),
        ("fr", "Un atelier pour 25 juges a été organisé à 9h.", "none"),
        ("sv", "Kursen för 25 lärare varade 8h.", "8 hour: 8h"),
        ("sv", "Kursen för 25 lärare hölls kl. 9–16.", "7 hour: 9–16"),
        (
            "sv",
            "Kursen för 25 lärare hölls mellan klockan 9 och 16.",
            "7 hour: 9 och 16",
        ),
        ("sv", "Kursen för 25 lärare hölls klockan 9.", "none"),
        (
            "es",
            "El taller para 25 docentes se realizó de 9 a 16 h.",
            "7 hour: 9 a 16 h",
        ),
        (
            "es",
            "El taller para 25 docentes se realizó de 9 a. m. a 4 p. m. en Lima.",
            "7 hour: 9 a. m. a 4 p. m.",
        ),
        ("es", "El taller para 25 docentes se realizó a las 9 am.", "none"),
        (
            "ru",
            "Был проведен полудневный тренинг для 25 учителей.",
            "0.5 day: полудневный",
        ),
        (
            "ru",
            "Тренинг для 25 учителей длился полтора дня.",
            "1.5 day: полтора дня",
        ),
        (
            "ru",
            "Тренинг для 25 учителей проходил с 9 до 16 часов.",
            "7 hour: 9 до 16 часов",
        ),
        (
            "ru",
            "Тренинг для 25 учителей длился от 8 до 12 часов.",
            "8 hour: 8 до 12 часов",
        ),
        ("ru", "Тренинг для 25 учителей прошел в 9 часов утра.", "none"),
    ] {
        assert_eq!(durations(language, text), [expected], "{text}");
    }
}
