SELECT digest, files FROM rule_files
