//! What `tillsyn read` shows of result tables with a column of years, periods or dates.

mod told;

use told::{said, tillsyn};

/// The lines on the indicators' values.
fn values(table: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("report.md"), table).expect("a report");
    let read = said(&tillsyn(folder.path(), &["read", "report.md"]));
    let after = read.lines().skip_while(|line| !line.contains("indicator: "));
    let own = after.take_while(|line| !line.is_empty());
    own.map(|line| line.trim().to_string())
        .filter(|line| line.contains('“') && !line.contains("indicator: "))
        .collect()
}

#[test]
fn a_year_or_period_in_a_column_of_its_own_is_that_of_the_values() {
    for (report, told) in [
        (
            "# Final report\n\n| Indicator | Year | Target | Actual |\n|---|---|---|---|\n| Wells dug | 2022 | 5 | 0 |\n",
            "2022: target 5 (“5”), actual 0 (“0”)",
        ),
        (
            "# Final report\n\n| Indicator | Period | Target | Achieved |\n|---|---|---|---|\n| Wells dug | Jan-Dec 2023 | 5 | 2 |\n",
            "Jan-Dec 2023: target 5 (“5”), actual 2 (“2”)",
        ),
        (
            "# Rapport final\n\n| Indicateur | Période de rapportage | Cible | Réalisé |\n|---|---|---|---|\n| Nombre de puits | 2023 | 5 | 2 |\n",
            "2023: target 5 (“5”), actual 2 (“2”)",
        ),
        (
            "# Informe final\n\n| Indicador | Fecha | Meta | Logrado |\n|---|---|---|---|\n| Número de pozos | 30/06/2023 | 5 | 2 |\n",
            "30/06/2023: target 5 (“5”), actual 2 (“2”)",
        ),
        (
            "# Slutrapport\n\n| Indikator | Rapportperiod | Mål | Utfall |\n|---|---|---|---|\n| Antal brunnar | 2023 | 5 | 2 |\n",
            "2023: target 5 (“5”), actual 2 (“2”)",
        ),
        (
            "# Итоговый отчет\n\n| Показатель | Отчетный период | План | Факт |\n|---|---|---|---|\n| Число колодцев | 2023 | 5 | 2 |\n",
            "2023: target 5 (“5”), actual 2 (“2”)",
        ),
    ] {
        assert_eq!(values(report), [told], "{report}");
    }
}

#[test]
fn the_year_of_the_baseline_is_no_baseline() {
    let named = "# Final report\n\n| Indicator | Baseline year | Baseline value | Target | Actual |\n|---|---|---|---|---|\n| Wells dug | 2020 | 1 | 5 | 2 |\n";
    let beside = "# Final report\n\n| Indicator | Baseline | Year | Target | Actual |\n|---|---|---|---|---|\n| Wells dug | 1 | 2020 | 5 | 2 |\n";
    for report in [named, beside] {
        let told = ["baseline 1 (“1”)", "target 5 (“5”), actual 2 (“2”)"];
        assert_eq!(values(report), told, "{report}");
    }
}

#[test]
fn rows_of_one_indicator_for_several_years_are_its_periods_in_order() {
    let report = "# Final report\n\n| Indicator | Year | Target | Actual |\n|---|---|---|---|\n| Wells dug | 2023 | 50 | 2 |\n| Wells dug | 2022 | 20 | 15 |\n";
    let told = [
        "2022: target 20 (“20”), actual 15 (“15”)",
        "2023: target 50 (“50”), actual 2 (“2”)",
    ];
    assert_eq!(values(report), told);
}

#[test]
fn dates_that_are_all_there_is_are_held_against_each_other() {
    let report = "# Final report\n\n| Output | Target date | Achieved date |\n|---|---|---|\n| The road is built | June 2022 | August 2023 |\n";
    let told = values(report);
    assert!(
        told.iter()
            .any(|line| line.contains("“June 2022”") && line.contains("“August 2023”")),
        "{told:?}"
    );
}

#[test]
fn a_reporting_period_is_no_value_though_nothing_but_the_target_stands_beside_it() {
    for (report, told) in [
        (
            "# Final report\n\n| Indicator | Reporting period | Target |\n|---|---|---|\n| Wells dug | 2023 | 5 |\n",
            "2023: target 5 (“5”), actual not given",
        ),
        (
            "# Rapport final\n\n| Indicateur | Période de rapportage | Cible |\n|---|---|---|\n| Nombre de puits | 2023 | 5 |\n",
            "2023: target 5 (“5”), actual not given",
        ),
    ] {
        assert_eq!(values(report), [told], "{report}");
    }
}

#[test]
fn none_is_nothing_where_it_was_reached_and_not_set_where_it_was_aimed_at() {
    for (report, told) in [
        (
            "# Final report\n\n| Indicator | Baseline | Target | Actual |\n|---|---|---|---|\n| Wells dug | none | 5 | None. |\n",
            "target 5 (“5”), actual 0 (“None.”)",
        ),
        (
            "# Final report\n\n| Indicator | Target | Actual |\n|---|---|---|\n| Wells dug | none | nil |\n",
            "target not given, actual 0 (“nil”)",
        ),
        (
            "# Final report\n\n| Indicator | Target | Actual |\n|---|---|---|\n| Standing orders adopted | Adopted | None |\n",
            "target “Adopted”, actual “None”",
        ),
        (
            "# Final report\n\n| Indicator | Target | Actual |\n|---|---|---|\n| Share of girls in school | 40 % | nil |\n",
            "target 40 % (“40 %”), actual 0 % (“nil”)",
        ),
        (
            "# Final report\n\n| Indicator | Target | Actual |\n|---|---|---|\n| Wells dug | 5 | - |\n",
            "target 5 (“5”), actual not given",
        ),
        (
            "# Slutrapport\n\n| Indikator | Mål | Utfall |\n|---|---|---|\n| Antal brunnar | 5 | inga |\n",
            "target 5 (“5”), actual 0 (“inga”)",
        ),
        (
            "# Rapport final\n\n| Indicateur | Cible | Réalisé |\n|---|---|---|\n| Nombre de puits | 5 | Néant |\n",
            "target 5 (“5”), actual 0 (“Néant”)",
        ),
        (
            "# Informe final\n\n| Indicador | Meta | Logrado |\n|---|---|---|\n| Número de pozos | 5 | ninguno |\n",
            "target 5 (“5”), actual 0 (“ninguno”)",
        ),
        (
            "# Итоговый отчет\n\n| Показатель | План | Факт |\n|---|---|---|\n| Число колодцев | 5 | ни одного |\n",
            "target 5 (“5”), actual 0 (“ни одного”)",
        ),
    ] {
        assert_eq!(values(report), [told], "{report}");
    }
}

#[test]
fn none_is_a_state_where_a_state_was_aimed_at() {
    let report = "# Final report\n\n| Indicator | Baseline | Target | Actual |\n|---|---|---|---|\n| Standing orders adopted | None | Adopted | - |\n";
    let told = ["baseline “None”", "target “Adopted”, actual not given"];
    assert_eq!(values(report), told);
}
