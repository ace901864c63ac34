//! A rule of somebody's own on sums of money.

use tillsyn::check::Checker;
use tillsyn::rules_folder::RulesFolder;

const MANIFEST: &str = "title = \"Another currency than agreed\"\nlevel = \"warning\"\nsource = \"Our agreement\"\nwhy = \"W\"\n\
    message.en = \"{written} is {amount} in {currency}\"\nask.en = \"How much is it in SEK?\"\n\
    [params.currency]\ndefault = \"SEK\"\nabout = \"The currency of the agreement.\"\n";
const SCRIPT: &str = "fn check_report(report, params) {
    let answers = [];
    for amount in report.amounts {
        if amount.number > 1000 && amount.currency.to_upper() != params.currency { answers.push(finding(amount)); }
    }
    answers
}
";

/// What the rule says of a report in Markdown.
fn told(text: &str) -> Vec<String> {
    let files = [
        ("own/currency.toml", MANIFEST),
        ("own/currency.rhai", SCRIPT),
        ("own/currency.md", "# Currency\n"),
    ];
    let shipped = RulesFolder::embedded();
    let words = shipped
        .files()
        .filter(|(path, _)| path.starts_with("lexicons/"))
        .map(|(path, text)| (path.to_string(), text.to_string()));
    let own = files.map(|(path, text)| (path.to_string(), text.to_string()));
    let folder = RulesFolder::from_files(own.into_iter().chain(words));
    let checker = Checker::load(&folder, None).unwrap_or_else(|problems| panic!("{problems:?}"));
    let file = tempfile::Builder::new().suffix(".md").tempfile().expect("a file");
    std::fs::write(file.path(), text).expect("a report");
    let mut told = Vec::new();
    let read = checker.check(file.path(), &mut |result| {
        assert!(result.rule_errors.is_empty(), "{:?}", result.rule_errors);
        told.extend(result.findings.into_iter().map(|finding| finding.message));
    });
    read.expect("the report is read");
    told
}

#[test]
fn a_sum_is_written_with_its_sign() {
    let report =
        "# Final report\n\nThe car cost $30,000. The pump cost US$ 5,000. The school cost 40 000 €.\n";
    assert_eq!(
        told(report),
        [
            "$30,000 is 30,000 in $",
            "US$ 5,000 is 5,000 in $",
            "40 000 € is 40,000 in €"
        ]
    );
}

#[test]
fn a_rule_sees_each_sum_with_its_currency() {
    assert_eq!(
        told(
            "# Final report\n\nThe training cost SEK 120,000. The rent was 4,500 euros, and lunches came to 300 USD.\n"
        ),
        ["4,500 euros is 4,500 in euros"]
    );
    assert_eq!(
        told(
            "# Slutrapport\n\nUtbildningen hölls för lärarna i fyra kommuner. Hyran uppgick till 2 400 EUR under hela projekttiden. Lönerna kostade 60 000 kr under samma tid.\n"
        ),
        ["2 400 EUR is 2,400 in EUR", "60 000 kr is 60,000 in kr"]
    );
}

#[test]
fn the_currency_of_millions_of_it_is_theirs() {
    let report = "# Informe final\n\n## Resultados\n\nLa escuela para los niños costó 12,1 millones de pesos y abrió en mayo.\n";
    assert_eq!(told(report), ["12,1 millones is 12,100,000 in pesos"]);
}

#[test]
fn the_currency_of_a_table_is_that_of_its_header() {
    let table = "# Final report\n\n## Budget\n\n| Line | Spent, SEK | Spent, USD |\n|---|---|---|\n\
        | Staff | 400,000 | 40,000 |\n| Rent | 90,000 | 9,000 |\n";
    assert_eq!(told(table), ["40,000 is 40,000 in USD", "9,000 is 9,000 in USD"]);
}
