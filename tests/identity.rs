//! The project and the organisation that a report names on its cover.

use std::process::Command;

use serde_json::Value;

fn read(text: &str) -> (Value, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.md");
    std::fs::write(&file, text).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .arg("read")
        .arg(&file)
        .args(["--format", "json"])
        .output()
        .expect("the program runs");
    let json: Value = serde_json::from_slice(&output.stdout).expect("valid JSON");
    let report = if json["report"].is_object() {
        &json["report"]
    } else {
        &json
    };
    (report["reference"].clone(), report["organisation"].clone())
}

#[test]
fn a_cover_names_the_agreement_and_the_organisation_in_each_language() {
    for (text, reference, organisation) in [
        (
            "# Annual report: safe water for the children of Namori\n\nAgreement No. 52040112. Submitted by: Water for All, Namori\n\nThe families of the district have had safe water since the wells were built.\n",
            "52040112",
            "Water for All, Namori",
        ),
        (
            "# Årsrapport: rent vatten för barnen i Namori\n\n| Sidas diarienummer | 21/000345 |\n|---|---|\n| Genomförande organisation | Vatten åt alla |\n\nFamiljerna i distriktet har haft rent vatten sedan brunnarna byggdes, och barnen går nu i skolan.\n",
            "21/000345",
            "Vatten åt alla",
        ),
        (
            "# Rapport annuel : de l’eau potable pour les enfants de Kolara\n\nConvention n° 81068412 avec la Coopération suédoise\n\nOrganisation de mise en œuvre : Association Eau pour tous\n\nLes familles du district ont de l’eau potable depuis que les puits ont été construits.\n",
            "81068412",
            "Association Eau pour tous",
        ),
        (
            "# Informe anual: agua segura para los niños de Namori\n\nN.º de convenio: 13298\n\nOrganización ejecutora: Agua para Todos\n\nLas familias del distrito tienen agua segura desde que se construyeron los pozos.\n",
            "13298",
            "Agua para Todos",
        ),
        (
            "# Годовой отчёт: безопасная вода для детей Намори\n\nНомер соглашения: 61170342\n\nИсполнитель: Общественный фонд «Вода», г. Ош\n\nСемьи района получают безопасную воду с тех пор, как были построены колодцы.\n",
            "61170342",
            "Общественный фонд «Вода», г. Ош",
        ),
        (
            "# Final report: safe return\n\n| Project type: return | Project code: CT.0123 |\n|---|---|\n| Executing organisation: Bureau of Return | Donor: Sida |\n\nThe people who returned were helped to find work.\n",
            "CT.0123",
            "Bureau of Return",
        ),
    ] {
        assert_eq!(read(text), (reference.into(), organisation.into()), "{text}");
    }
}

#[test]
fn sums_years_days_and_other_conventions_are_no_references() {
    for told in [
        "Contribution: SEK 1,555,000",
        "Contribution 400 000 SEK",
        "Contribution: 1.555.000 SEK",
        "Agreement of 2021",
        "Agreement: 2021–2024",
        "Agreement: 2021-03-04",
        "Agreement: 14.03.2021",
        "The ILO convention no. 182",
        "Submitted by the end of the year",
    ] {
        let text =
            format!("# Annual report\n\n{told}\n\nThe families of the district have had safe water.\n");
        assert_eq!(read(&text), (Value::Null, Value::Null), "{told}");
    }
}
