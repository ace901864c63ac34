//! Profiles and rules folders laid over each other: what a policy officer can change beside a rule.

mod told;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use tillsyn::check::Checker;
use tillsyn::finding::{Finding, Level};
use tillsyn::problem::Problem;
use tillsyn::rules_folder::RulesFolder;
use tillsyn::texts::placeholders;

use told::{said, tillsyn};

const REPORT: &str = "# Final report\n\nIn May 2021, 25 social workers were trained.\n";
const RULE: &str = "statistics/not-sex-disaggregated";

/// The shipped rules with one more profile.
fn with_profile(text: &str) -> RulesFolder {
    let shipped = RulesFolder::embedded();
    let files = shipped
        .files()
        .map(|(path, text)| (path.to_string(), text.to_string()));
    RulesFolder::from_files(files.chain([("profiles/own.toml".to_string(), text.to_string())]))
}

/// What the rule on sex finds in the report under the profile.
fn found(folder: &RulesFolder, profile: Option<&str>) -> Vec<Finding> {
    found_in(REPORT, folder, profile)
}

fn found_in(text: &str, folder: &RulesFolder, profile: Option<&str>) -> Vec<Finding> {
    let checker = Checker::load(folder, profile).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let report = folder.path().join("report.md");
    fs::write(&report, text).expect("a file");
    let mut findings = Vec::new();
    checker
        .check(&report, &mut |result| findings.extend(result.findings))
        .expect("a readable report");
    findings.retain(|finding| finding.rule == RULE);
    findings
}

fn problems(profile: &str) -> String {
    told(
        &Checker::load(&with_profile(profile), None)
            .err()
            .expect("the profile was taken"),
    )
}

/// What is remarked on where a profile that begins with `sida` makes these changes.
fn remarks(changes: &str) -> String {
    let folder = with_profile(&format!(
        "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\n{changes}"
    ));
    let checker =
        Checker::load(&folder, Some("own")).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    told(checker.remarks())
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn a_profile_changes_level_words_and_threshold_and_leaves_rules_out() {
    let changed = with_profile(
        "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\nlanguage = \"it\"\n\
         [rule.\"statistics/not-sex-*\"]\nlevel = \"note\"\nmessage.it = \"{number} senza sesso\"\n",
    );
    let own = found(&changed, Some("own"));
    assert_eq!((own.len(), own[0].level), (1, Level::Note));
    assert_eq!(own[0].message, "25 senza sesso");
    // Where a rule does not speak the profile's language it speaks English.
    assert!(own[0].ask.starts_with("Give the number"), "{}", own[0].ask);
    assert_eq!(found(&changed, Some("sida"))[0].level, Level::Error);

    let higher = with_profile(&format!(
        "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\n[rule.\"{RULE}\"]\nparams.minimum_people = 26\n"
    ));
    assert!(found(&higher, Some("own")).is_empty());
    let without = with_profile(&format!(
        "title = \"T\"\nabout = \"A\"\nrules = [\"*\", \"!statistics/*\", \"statistics/no-source\"]\n\
         [rule.\"{RULE}\"]\nparams.minimum_people = 6\n"
    ));
    assert!(found(&without, Some("own")).is_empty());
    let checker =
        Checker::load(&without, Some("own")).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let statistics: Vec<&str> = checker
        .rules()
        .iter()
        .map(|rule| rule.id.as_str())
        .filter(|id| id.starts_with("statistics/"))
        .collect();
    assert_eq!(statistics, ["statistics/no-source"]);
}

#[test]
fn mistakes_in_a_profile_are_told_all_at_once_with_place_and_remedy() {
    let told = problems(&format!(
        "title = \"T\"\nabout = \"A\"\nextends = \"nobody\"\nrules = [\"statistics/not-sex-disagregated\", \"!statstics/*\"]\n\
         [rule.\"{RULE}\"]\nparams.minimum_poeple = 6\nparams.minimum_people = 0\n\
         [rule.\"results/unmet-target\"]\nparams.tolerance = \"much\"\n"
    ));
    for part in [
        "there is no profile `nobody`",
        "rules/profiles/own.toml:4",
        "did you mean `statistics/not-sex-disaggregated`?",
        "did you mean `statistics/*`?",
        "has no parameter `minimum_poeple`",
        "did you mean `minimum_people`?",
        "`minimum_people` of statistics/not-sex-disaggregated must lie between 1 and 10000",
        "`tolerance` of results/unmet-target must be a number, and this is a text",
    ] {
        assert!(told.contains(part), "“{part}” is missing in:\n{told}");
    }
    assert!(problems("title = \"T\"\nabout = \"A\"\nextends = \"own\"\n").contains("extends itself"));
    assert!(problems("title = \"T\"\nabout = \"A\"\n").contains("takes no rule"));
    assert!(problems("title = \"T\"\nabuot = \"A\"\n").contains("abuot"));
}

#[test]
fn for_a_misspelt_pattern_a_pattern_is_offered_and_for_an_id_an_id() {
    for (written, meant) in [
        ("!gendre/*", "gender/*"),
        ("statistics/*-disagregated", "statistics/*-disaggregated"),
        ("statistcs/not-*", "statistics/not-*"),
        ("results/unmet-targt", "results/unmet-target"),
    ] {
        let told = problems(&format!(
            "title = \"T\"\nabout = \"A\"\nrules = [\"*\", \"{written}\"]\n"
        ));
        assert!(told.contains(&format!("did you mean `{meant}`?")), "{told}");
    }
}

#[test]
fn a_parameter_that_is_set_for_one_of_several_rules_that_have_it_alike_is_remarked_on() {
    let remarks = |rule: &str| remarks(&format!("[rule.\"{rule}\"]\nparams.minimum_people = 20\n"));
    let told = remarks("statistics/not-sex-disaggregated");
    for part in [
        "rules/profiles/own.toml:5",
        "for statistics/not-sex-disaggregated only",
        "stays 5 for statistics/not-age-disaggregated",
    ] {
        assert!(told.contains(part), "“{part}” is missing in:\n{told}");
    }
    assert_eq!(remarks("statistics/*-disaggregated"), "");
}

#[test]
fn a_level_that_variants_of_the_rule_do_not_take_over_is_remarked_on() {
    let remarks = |changes: &str| {
        remarks(&format!(
            "[rule.\"results/outcome-of-case-unknown\"]\nlevel = \"note\"\n{changes}"
        ))
    };
    assert_eq!(remarks(""), "", "its variants have no level of their own");
    let told = remarks("[rule.\"results/unmet-target\"]\nlevel = \"warning\"\n");
    for part in [
        "rules/profiles/own.toml:6",
        "the level of results/unmet-target is set",
        "explained",
    ] {
        assert!(told.contains(part), "“{part}” is missing in:\n{told}");
    }
}

#[test]
fn remarks_on_a_profile_are_for_who_looks_after_the_rules_and_not_for_who_checks_a_report() {
    let folder = TempDir::new().expect("a folder");
    let own = "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\n[rule.\"results/unmet-target\"]\nlevel = \"warning\"\n";
    fs::create_dir_all(folder.path().join("my/profiles")).expect("a folder");
    fs::write(folder.path().join("my/profiles/own.toml"), own).expect("a profile");
    fs::write(folder.path().join("report.md"), REPORT).expect("a report");
    let laid = ["--rules", "shipped", "--rules", "my", "--profile", "own"];
    let run = |command: &[&str]| said(&tillsyn(folder.path(), &[command, &laid].concat()));
    let remark = "its variants with a level of their own keep it";
    for quiet in [
        &["check", "report.md"][..],
        &["rules", "explain", "report.md", RULE],
    ] {
        assert!(!run(quiet).contains(remark), "{quiet:?}");
    }
    for told in [&["rules", "list"][..], &["rules", "test", RULE]] {
        assert!(run(told).contains(remark), "{told:?}");
    }
}

#[test]
fn of_two_profiles_only_what_differs_is_listed() {
    let folder = TempDir::new().expect("a folder");
    let own = format!(
        "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\nrules = [\"!formal/too-long\"]\n\
        [agreement]\nmax_pages = 20\n[rule.\"{RULE}\"]\nlevel = \"note\"\nparams.minimum_people = 30\n\
        message.en = \"{{number}} {{noun}} are counted without saying who they are.\"\n"
    );
    fs::create_dir_all(folder.path().join("my/profiles")).expect("a folder");
    fs::write(folder.path().join("my/profiles/own.toml"), own).expect("a profile");
    let laid = ["rules", "list", "--rules", "shipped", "--rules", "my"];
    let list = |profiles: &[&str]| said(&tillsyn(folder.path(), &[&laid, profiles].concat()));
    let told = list(&["--profile", "own", "--other-profile", "sida"]);
    for part in [
        "From the profile sida to the profile own: ",
        "\nOff: they judge no more (1):\n  formal/too-long ",
        &format!("\nOtherwise (1):\n  {RULE}\n    level: error → note\n    `minimum_people`: 5 → 30\n"),
        "    message (en): {number} {noun} are counted without saying how many are women and how many men. → {number} {noun} are counted without saying who they are.\n",
        "What is asked of the form of reports: (nothing) → max_pages = 20",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let back = list(&["--profile", "sida", "--other-profile", "own"]);
    assert!(
        back.contains("\nOn: they judge from now on (1):\n  formal/too-long "),
        "{back}"
    );
    let none = list(&["--profile", "sida", "--other-profile", "siad"]);
    assert!(none.contains("did you mean `sida`?"), "{none}");
}

#[test]
fn a_text_in_what_is_no_language_is_remarked_on() {
    let told = remarks(&format!("[rule.\"{RULE}\"]\nmessage.se = \"{{number}} utan.\"\n"));
    assert!(
        told.contains("own.toml:5:1: `se` is probably not the language that is meant")
            && told.contains("help: write message.sv"),
        "{told}"
    );
}

#[test]
fn a_profile_changes_the_question_of_a_variant() {
    let told = problems(
        "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\n[rule.\"results/unmet-target\".variant.explaned]\nask.en = \"Why?\"\n",
    );
    assert!(told.contains("did you mean `explained`?"), "{told}");
    let iom = Checker::load(&RulesFolder::embedded(), Some("iom")).expect("the profile is sound");
    let rule = iom
        .rules()
        .iter()
        .find(|rule| rule.id == "results/unmet-target")
        .expect("the rule");
    let variant = &rule.manifest.variant["explained"];
    assert!(
        variant.ask.of("en").starts_with("A reader will ask"),
        "{:?}",
        variant.ask
    );
    assert!(
        variant.message.of("en").contains("{actual}"),
        "{:?}",
        variant.message
    );
}

#[test]
fn a_rule_that_no_profile_takes_is_told_and_hinders_nobody() {
    let files = RulesFolder::embedded();
    let mut files: Vec<(String, String)> = files
        .files()
        .filter(|(path, _)| !path.starts_with("profiles/"))
        .map(|(path, text)| (path.to_string(), text.to_string()))
        .collect();
    files.push((
        "profiles/own.toml".to_string(),
        format!("title = \"T\"\nabout = \"A\"\nrules = [\"{RULE}\"]\n"),
    ));
    let folder = RulesFolder::from_files(files);
    let checker = Checker::load(&folder, None).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let warnings = told(checker.remarks());
    assert!(warnings.contains("no profile takes this rule"), "{warnings}");
    assert!(!warnings.contains(RULE), "{warnings}");
    assert_eq!(found(&folder, Some("own")).len(), 1);
}

#[test]
fn an_own_folder_over_the_shipped_rules_replaces_a_rule_with_its_page_and_keeps_the_others() {
    let own = TempDir::new().expect("a temporary folder");
    let shipped = RulesFolder::embedded();
    for kind in ["toml", "rhai", "md"] {
        let path = format!("{RULE}.{kind}");
        let text = shipped.text(&path).expect("a shipped file");
        let target = own.path().join(&path);
        fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        fs::write(target, text.replace("default = 5", "default = 30")).expect("a file");
    }
    let both = RulesFolder::open_all(&[PathBuf::from("shipped"), own.path().to_path_buf()])
        .unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let replaced: Vec<&str> = both.replaced().map(|(rule, _)| rule).collect();
    assert_eq!(replaced, [RULE]);
    assert!(both.path(&format!("{RULE}.md")).starts_with(own.path()));
    assert!(found(&both, None).is_empty());
    assert_eq!(found(&shipped, None).len(), 1);
    let checker = Checker::load(&both, None).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let all = Checker::load(&shipped, None).unwrap_or_else(|problems| panic!("{}", told(&problems)));
    assert_eq!(checker.rules().len(), all.rules().len());
}

#[test]
fn word_lists_of_an_own_folder_add_to_the_shipped_ones_and_take_words_out() {
    let own = TempDir::new().expect("a temporary folder");
    let words = own.path().join("lexicons/en");
    fs::create_dir_all(&words).expect("a folder");
    let laid = |text: &str| {
        // The name of a shipped file: its other lists must stay.
        fs::write(words.join("persons.toml"), text).expect("a file");
        RulesFolder::open_all(&[PathBuf::from("shipped"), own.path().to_path_buf()])
            .unwrap_or_else(|problems| panic!("{}", told(&problems)))
    };
    let sexless = laid("[no_person]\nwords = [\"social worker\"]\n");
    assert!(found(&sexless, None).is_empty());
    let other = laid("[no_person]\nwords = [\"role player\"]\n");
    assert_eq!(found(&other, None).len(), 1);

    let wrong = laid("[people]\nwithout = [\"teachr\"]\n");
    let problems = Checker::load(&wrong, None).err().expect("the list was taken");
    let problems = told(&problems);
    assert!(
        problems.contains("persons.toml:2") && problems.contains("did you mean `teacher`?"),
        "{problems}"
    );
}

#[test]
fn every_shipped_rule_speaks_its_four_languages_with_the_same_placeholders() {
    let checker = Checker::load(&RulesFolder::embedded(), None).expect("the rules are sound");
    for rule in checker.rules() {
        for (name, texts) in rule.manifest.texts() {
            let named = |language| -> BTreeSet<&str> { placeholders(texts.of(language)).collect() };
            for language in ["en", "sv", "fr", "es"] {
                assert!(texts.speaks(language), "{}: no {name}.{language}", rule.id);
                assert_eq!(named("en"), named(language), "{}: {name}.{language}", rule.id);
            }
        }
    }
}

#[test]
fn a_rule_is_told_in_the_language_asked_for_and_in_english_where_it_does_not_speak_it() {
    let mut checker = Checker::load(&RulesFolder::embedded(), None).expect("the rules are sound");
    checker.speak("sv").expect("the rules speak Swedish");
    assert_eq!(checker.stamp().language, "sv");
    let problem = checker.speak("se").expect_err("no rule speaks it").to_string();
    assert!(
        problem.contains("no rule speaks `se`") && problem.contains("the rules speak en, es, fr, sv"),
        "{problem}"
    );
    let told = problems("title = \"T\"\nabout = \"A\"\nextends = \"sida\"\nlanguage = \"se\"\n");
    assert!(
        told.contains("own.toml:4") && told.contains("no rule speaks `se`"),
        "{told}"
    );
}

#[test]
fn a_message_of_a_profile_that_the_rule_cannot_fill_is_told_in_whatever_language() {
    let told = problems(&format!(
        "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\n[rule.\"{RULE}\"]\n\
         message.sv = \"{{antal}} {{noun}}\"\ngrouped.sv = \"{{number}} uppgifter\"\n"
    ));
    assert!(
        told.contains("own.toml:5:15") && told.contains("gives no `{antal}`"),
        "{told}"
    );
    assert!(told.contains("gives no `{number}`"), "{told}");
}

#[test]
fn a_message_for_many_names_them_only_where_the_rule_says_what_each_is_called() {
    let grouped = |rule: &str| format!("[rule.\"{rule}\"]\ngrouped.en = \"These: {{list}}.\"\n");
    let head = "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\n";
    let told = problems(&format!("{head}{}", grouped("indicators/missing-target")));
    assert!(
        told.contains("own.toml:5:22") && told.contains("gives no `{list}`"),
        "{told}"
    );
    assert_eq!(remarks(&grouped("statistics/not-sex-disaggregated")), "");
}

#[test]
fn who_names_a_pack_a_rule_without_its_pack_or_no_profile_is_told_what_to_write() {
    let selects = |pattern: &str| {
        problems(&format!(
            "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\nrules = [\"{pattern}\"]\n"
        ))
    };
    for (pattern, remedy) in [
        ("!finance", "write `!finance/*` for all rules of finance"),
        ("gender/", "write `gender/*` for all rules of gender"),
        ("finace", "did you mean `finance/*`, all rules of finance?"),
        (
            "!no-source",
            "write `!statistics/no-source`: an id is the pack and the name",
        ),
    ] {
        let told = selects(pattern);
        assert!(told.contains(remedy), "{told}");
    }
    let none = Checker::load(&RulesFolder::embedded(), Some("none")).err();
    let none = self::told(&none.expect("there is no such profile"));
    assert!(none.contains("leave --profile out"), "{none}");
}

#[test]
fn every_wording_of_a_rule_is_changed_under_the_names_of_its_manifest() {
    let own = with_profile(&format!(
        "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\n[rule.\"{RULE}\"]\n\
         title.en = \"Nobody knows who\"\nsource = \"Our handbook, 3\"\nwhy.sv = \"Därför.\"\n\
         grouped.en = \"{{count}} counts: {{list}}.\"\nnamed.en = \"{{number}} of {{noun}}\"\ngroup_above = 1\n\
         words.noun.teachers.en = \"the teaching staff\"\n\
         [rule.\"formal/wrong-language\"]\ncould_not_tell.short.en = \"too few words\"\nwords.language.sv.en = \"the Swedish tongue\"\n"
    ));
    let many = format!("{REPORT}\nIn June 2021, 30 teachers were trained.\n");
    let many = found_in(&many, &own, Some("own"));
    let told: Vec<(&str, &str)> = many
        .iter()
        .map(|own| (own.message.as_str(), own.source.as_str()))
        .collect();
    assert_eq!(
        told,
        [(
            "2 counts: 25 of social workers, 30 of the teaching staff.",
            "Our handbook, 3"
        )]
    );
    let checker =
        Checker::load(&own, Some("own")).unwrap_or_else(|problems| panic!("{}", self::told(&problems)));
    let rule = |id: &str| {
        &checker
            .rules()
            .iter()
            .find(|rule| rule.id == id)
            .expect("the rule")
            .manifest
    };
    assert_eq!(rule(RULE).title.of("en"), "Nobody knows who");
    assert_eq!(
        rule(RULE).title.of("sv"),
        "Personer redovisas utan könsuppdelning"
    );
    assert_eq!(rule(RULE).why.of("sv"), "Därför.");
    let language = rule("formal/wrong-language");
    assert_eq!(language.could_not_tell["short"].of("en"), "too few words");
    assert_eq!(language.words["language"]["sv"].of("en"), "the Swedish tongue");
    assert_eq!(language.words["language"]["sv"].of("fr"), "suédois");
}

#[test]
fn a_wording_that_the_rule_does_not_have_is_told_with_the_one_that_was_meant() {
    let told = problems(
        "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\n[rule.\"formal/wrong-language\"]\ntitel.en = \"T\"\n\
         could_not_tell.shrot.en = \"too few\"\nwords.langage.sv.en = \"S\"\nwords.language.svv.en = \"S\"\n\
         message.en = \"In {language\"\n[rule.\"statistics/not-sex-disaggregated\"]\ncould_not_tell.short.en = \"too few\"\n",
    );
    for part in [
        "own.toml:5:1: there is no key `titel` here",
        "did you mean `title`?",
        "own.toml:6:16: formal/wrong-language has no reason `shrot`",
        "did you mean `short`?",
        "own.toml:7:7: formal/wrong-language has no message with `langage`",
        "did you mean `language`?",
        "own.toml:8:16: formal/wrong-language has no words.language for `svv`",
        "did you mean `sv`?",
        "own.toml:9:15: a { or a } stands alone in message",
        "own.toml:11:16: statistics/not-sex-disaggregated has no reason `short`",
        "delete it: the rule has none",
    ] {
        assert!(told.contains(part), "“{part}” is missing in:\n{told}");
    }
}

#[test]
fn a_changed_message_that_other_words_take_the_place_of_is_remarked_on() {
    let kept = |more: &str| {
        remarks(&format!(
            "[rule.\"{RULE}\"]\nmessage.en = \"{{number}} without.\"\n{more}"
        ))
    };
    let told = kept("");
    for part in [
        "own.toml:5:1: message.en of statistics/not-sex-disaggregated is changed",
        "these keep their words: grouped.en, variant.few.message.en",
        "write grouped.en = … under [rule.\"statistics/not-sex-disaggregated\"] too",
    ] {
        assert!(told.contains(part), "“{part}” is missing in:\n{told}");
    }
    let all = "grouped.en = \"{count} without.\"\nvariant.few.message.en = \"{number} without.\"\n";
    assert_eq!(kept(all), "");
    // The Swedish of what is told of many is not changed by its English.
    let swedish = kept(&format!("{all}message.sv = \"{{number}} utan.\"\n"));
    assert!(
        swedish.contains("grouped.sv, variant.few.message.sv"),
        "{swedish}"
    );
}

#[test]
fn a_profile_in_the_wrong_place_and_a_change_of_a_rule_that_is_left_out_are_remarked_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mine = folder.path().join("mine");
    fs::create_dir_all(mine.join("profiles")).expect("a folder");
    let text = "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\nrules = [\"!finance/*\"]\n\n[rule.\"finance/admin-share\"]\nlevel = \"error\"\n";
    fs::write(mine.join("profiles/own.toml"), text).expect("a profile");
    fs::write(mine.join("mine.toml"), text).expect("a profile");
    let listed = said(&tillsyn(
        folder.path(),
        &["rules", "list", "--rules", "shipped", "--rules", "mine"],
    ));
    for part in [
        "mine/profiles/own.toml:6:8: the profile `own` changes `finance/admin-share` and leaves it out: what it changes has no effect",
        "write \"finance/admin-share\" last in `rules = […]`",
        "mine/mine.toml: this profile lies outside the folder `profiles/`, and is not read",
        "move it to profiles/mine.toml: then --profile mine finds it",
    ] {
        assert!(listed.contains(part), "{part}\n{listed}");
    }
    // A profile that begins with it may take the rule again.
    let heir = "title = \"T\"\nabout = \"A\"\nextends = \"own\"\nrules = [\"finance/*\"]\n";
    fs::write(mine.join("profiles/heir.toml"), heir).expect("a profile");
    fs::remove_file(mine.join("mine.toml")).expect("a file");
    let listed = said(&tillsyn(
        folder.path(),
        &["rules", "list", "--rules", "shipped", "--rules", "mine"],
    ));
    assert!(!listed.contains("mind:"), "{listed}");
}
