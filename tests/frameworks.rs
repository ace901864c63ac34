//! What `tillsyn read` and `check` make of result tables that are laid out in other ways than a row for each indicator with
//! its baseline, target and actual.

mod told;

use told::{said, tillsyn};

fn run(report: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("report.md"), report).expect("a report");
    said(&tillsyn(folder.path(), &[arguments, &["report.md"]].concat()))
}

/// The lines on indicators and their values, without their places.
fn values(report: &str) -> Vec<String> {
    let read = run(report, &["read"]);
    let results = read.lines().skip_while(|line| *line != "Expected results");
    let own = results.skip(1).take_while(|line| !line.is_empty());
    own.map(|line| line.split("  — ").next().unwrap_or_default().trim().to_string())
        .filter(|line| !line.starts_with("result ") && !line.starts_with("progress: "))
        .collect()
}

/// As converters write a table with merged cells into Markdown: two rows of headers, a row of targets over one of results.
const MERGED: &str = "# Results framework

<table>
<thead>
<tr><th rowspan=\"2\">Indicator</th><th rowspan=\"2\">Unit</th><th rowspan=\"2\">&nbsp;</th><th rowspan=\"2\">Baseline</th>
<th colspan=\"2\">Cumulative target values</th></tr>
<tr><th>YR1</th><th>YR2</th></tr>
</thead>

<tbody>
<tr><td colspan=\"6\">Component A</td></tr>
<tr><td rowspan=\"2\">Wards with an emergency service in the capital (two corporations)<sup>15</sup></td>
<td rowspan=\"2\">Number</td><td>Targets</td><td>0</td><td>10</td><td>25</td></tr>
<tr><td>Actual</td><td>0</td><td>4</td><td>&nbsp;</td></tr>
</tbody>
</table>

The work began late.
";

#[test]
fn an_html_table_in_markdown_is_read_with_its_merged_cells_and_two_rows_of_headers() {
    assert_eq!(
        values(MERGED),
        [
            "indicator: Wards with an emergency service in the capital (two corporations)",
            "baseline 0 (“0”)",
            "YR1: target 10 (“10”), actual 4 (“4”)",
            "YR2: target 25 (“25”), actual not given",
        ]
    );
    let read = run(MERGED, &["read"]);
    assert!(read.contains("table 1, row 4, column 1, line 12"), "{read}");
    assert!(read.contains("The work began late.  — line 18"), "{read}");
}

#[test]
fn values_beside_their_units_are_those_of_the_labels_before_them() {
    let report = "# Rapport annuel\n\nLe projet a été mis en œuvre avec les autorités locales.\n\n\
        | projet_id | libelle | valeur_numerique | unite |\n|---|---|---|---|\n\
        | A15 | Jeunes formés aux métiers du tourisme | 1106 | jeunes |\n\
        | A16 | Organisations membres du réseau | 380 | organisations |\n";
    assert_eq!(
        values(report),
        [
            "indicator: Jeunes formés aux métiers du tourisme",
            "target not given, actual 1106 (“1106”)",
            "indicator: Organisations membres du réseau",
            "target not given, actual 380 (“380”)",
        ]
    );
}

#[test]
fn columns_of_years_beside_indicators_tell_what_was_reached_in_each() {
    let report = "# Annual report\n\n| Impact indicators | 2012-13 | 2013-14 |\n|---|---|---|\n\
        | Children whom we support in primary school | N/A | 8,700 |\n\
        | Mean cost of supporting one child in school | $110 | $95 |\n";
    assert_eq!(
        values(report),
        [
            "indicator: Children whom we support in primary school",
            "2012-13: target not given, actual not given",
            "2013-14: target not given, actual 8700 (“8,700”)",
            "indicator: Mean cost of supporting one child in school",
            "2012-13: target not given, actual 110 (“$110”)",
            "2013-14: target not given, actual 95 (“$95”)",
        ]
    );
    let found = run(report, &["check"]);
    assert!(!found.contains("95 child"), "a cost counts nobody: {found}");
}

#[test]
fn a_share_of_the_target_tells_that_it_was_missed() {
    let report = "# Programme impact\n\n| Key result | Value | Detail | Progress |\n|---|---|---|---|\n\
        | Farmers trained | 2,363 | Farmers trained in animal health. | 68% of target |\n\
        | Water points | 67 | Water points built or repaired. | 95% of target |\n";
    let found = run(report, &["check"]);
    let short = found.matches("results/unmet-target").count();
    assert_eq!(short, 1, "{found}");
    assert!(found.contains("68"), "{found}");
    assert!(found.contains("not-sex-disaggregated"), "{found}");
    assert!(!found.contains("missing-target"), "{found}");
    assert!(found.contains("2 expected results, 2 indicators"), "{found}");
    assert!(found.contains("indicators without the results"), "{found}");
}

#[test]
fn a_comment_on_a_missed_target_is_not_passed_over() {
    let report = "# Final report 2023\n\n| Outcome | Indicator | Baseline | Target | Actual | Comments |\n\
        |---|---|---|---|---|---|\n\
        | Safe water is used | Share of households that use a safe source | 31 % | 80 % | 52 % | Two wells fell dry and parts were held at the border. |\n\
        | Harvests are larger | Tonnes of maize per hectare | 1.1 | 2.0 | 1.4 | On track |\n";
    let found = run(report, &["check"]);
    assert_eq!(found.matches("no reason was recognised").count(), 1, "{found}");
    assert_eq!(found.matches("no reason is given").count(), 1, "{found}");
}

#[test]
fn labels_of_indicators_stand_before_their_wording_and_the_last_survey_decides() {
    let report = "# Results\n\n| indicator_name | description | baseline_date | baseline_value | midline_value | target_value | endline_value |\n\
        |---|---|---|---|---|---|---|\n\
        | Impact indicator 1 | Income per head of those who take part | 2017-06-01 | 771 | 801 | 1240 | 821 |\n\
        | Outcome indicator 1.1 | Number of groups that plan for floods | 2019-06-30 | 0 | 1 | 4 | 5 |\n";
    let read = values(report);
    let told: Vec<&str> = read.iter().map(String::as_str).collect();
    let [first, start, value, second, ..] = told[..] else {
        panic!("{told:?}")
    };
    assert_eq!(first, "indicator: Income per head of those who take part");
    assert_eq!(start, "baseline 771 (“771”)");
    assert!(
        value.contains("target 1240 (“1240”), actual 821 (“821”)"),
        "{value}"
    );
    assert_eq!(second, "indicator: Number of groups that plan for floods");
}

#[test]
fn a_day_is_no_target_and_what_is_not_available_is_left_open() {
    let report = "# Final report\n\n| Indicator | Baseline | Target | Actual |\n|---|---|---|---|\n\
        | Schools supported | N/A | 08-04-2021 | n/a |\n| Clinics supported | 4 | 10 | 7 |\n";
    assert_eq!(
        values(report),
        [
            "indicator: Schools supported",
            "target “08-04-2021”, actual not given",
            "indicator: Clinics supported",
            "baseline 4 (“4”)",
            "target 10 (“10”), actual 7 (“7”)",
        ]
    );
}

#[test]
fn rows_between_strokes_are_a_table_without_a_line_of_dashes_too() {
    let report = "# Månadsrapport\n\nResultaten för månaden följer här.\n\n\
        Indikator | Mål | Utfall | |||\nAntal **brunnar** | 12 | 5 | |||\nAntal latriner | 30 | 31 |\n\nArbetet började sent.\n";
    assert_eq!(
        values(report),
        [
            "indicator: Antal brunnar",
            "target 12 (“12”), actual 5 (“5”)",
            "indicator: Antal latriner",
            "target 30 (“30”), actual 31 (“31”)",
        ]
    );
    let read = run(report, &["read"]);
    assert!(read.contains("row 2, column 1, line 6"), "{read}");
    assert!(read.contains("Arbetet började sent.  — line 9"), "{read}");
}

#[test]
fn an_indicator_told_from_top_to_bottom_is_read_as_one() {
    let report = "# Final report\n\n| Indicator | Number of wells in use |\n|---|---|\n| Unit | wells |\n\
        | Baseline (2020) | 4 |\n| Target (2023) | 12 |\n| Achieved | 7 |\n| Comment | Two wells fell dry. |\n\n\
        | Metric | Value |\n|---|---|\n| Indicator code | 1120a |\n| Full name | Share of women who can graft fruit trees |\n\
        | Baseline value | 12% |\n| Midline value | 40% |\n| Target | 60% |\n";
    assert_eq!(
        values(report),
        [
            "indicator: Number of wells in use",
            "baseline 4 (“4”)",
            "2023: target 12 (“12”), actual 7 (“7”)",
            "indicator: Share of women who can graft fruit trees",
            "baseline 12 % (“12%”)",
            "value: target 60 % (“60%”), actual 40 % (“40%”)",
        ]
    );
    let found = run(report, &["check"]);
    assert!(found.contains("results/unmet-target"), "{found}");
}

#[test]
fn indicators_one_below_the_other_are_told_apart_where_the_labels_begin_again() {
    let report = "# Final report\n\n| Indicator | Number of wells in use |\n|---|---|\n| Baseline | 4 |\n| Target | 12 |\n\
        | Achieved | 7 |\n| Indicator | Number of pumps repaired |\n| Target | 30 |\n| Achieved | 31 |\n";
    assert_eq!(
        values(report),
        [
            "indicator: Number of wells in use",
            "baseline 4 (“4”)",
            "target 12 (“12”), actual 7 (“7”)",
            "indicator: Number of pumps repaired",
            "target 30 (“30”), actual 31 (“31”)",
        ]
    );
}

#[test]
fn women_men_and_places_beside_the_whole_are_its_parts() {
    let report = "# Final report 2023\n\n| Ref. | Indicator | Target | Women | Men | Total |\n|---|---|---|---|---|---|\n\
        | 1.1 | Market traders with a contract | 60 | 4 | 48 | 62 |\n\
        | 1.2 | Tailors who were paid | 80 | 40 | 41 | 81 |\n";
    let found = run(report, &["check"]);
    assert!(!found.contains("not-sex-disaggregated"), "{found}");
    assert_eq!(found.matches("parts-do-not-add-up").count(), 1, "{found}");

    let report = "# Final report 2023\n\n| Indicator | Kisumu | Siaya | Busia | Total | Target | % of target |\n\
        |---|---|---|---|---|---|---|\n\
        | Boreholes drilled | 6 | 5 | 7 | 18 | 18 | 100 % |\n\
        | Hearings held | 14 | 9 | 12 | 37 | 48 | 77 % |\n";
    let found = run(report, &["check"]);
    assert_eq!(found.matches("results/unmet-target").count(), 1, "{found}");
    assert_eq!(found.matches("parts-do-not-add-up").count(), 1, "{found}");
    assert!(!found.contains("not-reported"), "{found}");
}

#[test]
fn a_column_that_follows_from_two_others_is_no_target() {
    let report = "# Final report 2018\n\n| Results and indicators | Plan | Fact | Fact / plan |\n|---|---|---|---|\n\
        | Price per kg of cashew (2015: 350) | 475 | 505 | 106 % |\n\
        | Seedlings grafted | 3 000 | 3 125 | 104 % |\n\
        | Drying tables built | 800 | 580 | 73 % |\n";
    assert_eq!(
        values(report)[..3],
        [
            "indicator: Price per kg of cashew (2015: 350)",
            "baseline 350 (“350”)",
            "target 475 (“475”), actual 505 (“505”)",
        ]
    );
    let found = run(report, &["check"]);
    assert_eq!(found.matches("results/unmet-target").count(), 1, "{found}");
}

#[test]
fn a_remark_tells_that_less_is_better() {
    let report = "# Final report 2022\n\n| Indicator | Target | Achieved | Note |\n|---|---|---|---|\n\
        | Families that pay rent elsewhere, share of caseload | 20% | 34% | should go down |\n\
        | Shelters finished | 650 | 652 | |\n";
    let found = run(report, &["check"]);
    assert_eq!(found.matches("results/unmet-target").count(), 1, "{found}");
}

#[test]
fn where_each_wording_sets_a_quantity_what_was_reached_is_held_against_it() {
    let report = "# Final report\n\n| Area | What we promised | What we delivered | Share of promise kept |\n|---|---|---|---|\n\
        | Income | 250 shops of refugees licensed | 246 | 98% |\n\
        | Income | 600 apprentices placed with a master | 455 | 76% |\n\
        | Peace | 40 evenings of dialogue held | 41 | 103% |\n";
    let found = run(report, &["check"]);
    assert_eq!(found.matches("results/unmet-target").count(), 1, "{found}");
    assert!(found.contains("455 reached of 600"), "{found}");
    assert!(!found.contains("impossible-percentage"), "{found}");
    assert!(!found.contains("missing-target"), "{found}");
}

#[test]
fn the_target_of_the_end_is_not_due_half_way() {
    let table = "| Indicator | Target at close | Reached by March 2022 |\n|---|---|---|\n\
        | Nights of shelter offered | 45,000 | 15,750 |\n";
    let half_way = format!("# Interim report (April 2021 – March 2022)\n\n{table}");
    let found = run(&half_way, &["check"]);
    assert!(!found.contains("results/unmet-target"), "{found}");
    let last = format!("# Final progress report (April 2021 – March 2022)\n\n{table}");
    let found = run(&last, &["check"]);
    assert!(found.contains("results/unmet-target"), "{found}");
}

#[test]
fn sites_with_targets_of_their_own_make_up_the_whole() {
    let report = "# Final report 2023\n\n\
        | Indicator | Target Sofala | Actual Sofala | Target Manica | Actual Manica | Total target | Total actual |\n\
        |---|---|---|---|---|---|---|\n\
        | Panels mounted | 66 | 68 | 54 | 52 | 120 | 120 |\n\
        | Disputes over land settled | 60 | 58 | 90 | 93 | 150 | 161 |\n";
    let found = run(report, &["check"]);
    assert_eq!(found.matches("parts-do-not-add-up").count(), 1, "{found}");
    assert!(found.contains("58 Sofala + 93 Manica make 151"), "{found}");
}

#[test]
fn a_row_of_women_with_a_target_of_its_own_is_judged_by_itself() {
    let report = "# Final report 2023\n\n| Indicator | Target | Achieved |\n|---|---|---|\n\
        | Beekeepers in the associations | 900 | 935 |\n| – of whom women | 360 | 288 |\n";
    let found = run(report, &["check"]);
    assert_eq!(found.matches("results/unmet-target").count(), 1, "{found}");
    assert!(!found.contains("not-sex-disaggregated"), "{found}");
}

#[test]
fn women_and_men_may_stand_in_the_wording_or_in_its_unit() {
    let report = "# Final report 2023\n\n| Indicator | Unit | Target | Achieved |\n|---|---|---|---|\n\
        | Pupils of masters (girls 40, boys 46) | pupils | 84 | 86 |\n\
        | Girls and boys enrolled (52 / 47) | pupils | 90 | 99 |\n\
        | Lead farmers who were taught | persons (f/m) | 180 | 176 (94/82) |\n\
        | Carpenters who were taught | persons | 20 | 22 |\n";
    let found = run(report, &["check"]);
    assert_eq!(
        found.matches("statistics/not-sex-disaggregated").count(),
        1,
        "{found}"
    );
    assert!(found.contains("22 carpenters"), "{found}");
}

#[test]
fn right_of_a_target_a_result_is_what_was_reached() {
    let report = "# Informe final (2021-2023)\n\n| Ámbito | Meta comprometida | Resultado | Estado |\n|---|---|---|---|\n\
        | Obras elegidas en asamblea | 35 obras | 36 obras | cumplido |\n\
        | Parte del presupuesto que se decide | del 2% al 10% | por confirmar | pendiente |\n";
    let found = run(report, &["check"]);
    assert_eq!(found.matches("indicators/missing-actual").count(), 1, "{found}");
    assert!(!found.contains("not-reported"), "{found}");
}
