// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_COMPLETION_HPP
#define YORE_DETAIL_MANAGE_COMPLETION_HPP

#include <yore/detail/manage/session.hpp>

#include <CLI/CLI.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace yore::detail::managing {

/// A name as bash takes it inside of single quotation marks and as a pattern: what is not a letter or digit gets `_`.
inline std::string shell_word(std::string_view name) {
    std::string out;
    for (char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        out += plain ? c : '_';
    }
    return out;
}

/// The names of the options of a command, separated by spaces; those that take a value, or all.
inline std::string option_words(const CLI::App& app, bool only_with_value, char between) {
    std::string out;
    for (const CLI::Option* one : app.get_options()) {
        if (only_with_value && one->get_expected_max() == 0) continue;
        std::vector<std::string> names;
        for (const std::string& name : one->get_lnames()) names.push_back("--" + name);
        for (const std::string& name : one->get_snames()) names.push_back("-" + name);
        for (const std::string& name : names) out += (out.empty() ? std::string() : std::string(1, between)) + name;
    }
    return out;
}

/// A script for bash that completes commands, options, models and fields.
inline std::string bash_completion(const CLI::App& app, const catalogue& all, const std::string& program) {
    const std::string function = "_yore_" + shell_word(program);
    std::string commands, with_value = option_words(app, true, '|'), options, models, fields;
    for (const CLI::App* one : app.get_subcommands({})) {
        commands += (commands.empty() ? "" : " ") + one->get_name();
        if (const std::string more = option_words(*one, true, '|'); !more.empty()) with_value += "|" + more;
        options += "        " + one->get_name() + ") words='" + option_words(*one, false, ' ') + "' ;;\n";
    }
    for (const model_commands* one : all.models) {
        models += (models.empty() ? "" : " ") + std::string(one->what.name);
        fields += "            " + shell_word(one->what.name) + "|" + shell_word(one->what.table) + ") words='";
        bool first = true;
        for (const field& f : one->fields)
            if (one->what.recorded.contains(f.index))
                fields += (std::exchange(first, false) ? "" : " ") + std::string(f.name);
        fields += "' ;;\n";
    }
    return "# Completion of " + program + " for bash: source <(" + program + " completion bash)\n" + function +
           "() {\n"
           "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command='' model='' words='' i\n"
           "    COMPREPLY=()\n"
           "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "        case ${COMP_WORDS[i]} in\n"
           "        " +
           with_value +
           ")\n"
           "            ((i++))\n"
           "            while [ \"${COMP_WORDS[i + 1]}\" = : ] || [ \"${COMP_WORDS[i]}\" = : ]; do ((i++)); done ;;\n"
           "        -*) ;;\n"
           "        *)\n"
           "            if [ -z \"$command\" ]; then command=${COMP_WORDS[i]}\n"
           "            elif [ -z \"$model\" ]; then model=${COMP_WORDS[i]}\n"
           "            fi ;;\n"
           "        esac\n"
           "    done\n"
           "    case $prev in\n"
           "    --field)\n"
           "        case $model in\n" +
           fields +
           "        esac ;;\n"
           "    --model|--table) words='" +
           models +
           "' ;;\n"
           "    --operation) words='created updated deleted reverted restored' ;;\n"
           "    --color) words='auto always never' ;;\n"
           "    --format) words='ndjson csv' ;;\n"
           "    -o|--output)\n"
           "        mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
           "        return ;;\n"
           "    *)\n"
           "        case $cur in\n"
           "        -*)\n"
           "            case $command in\n" +
           options +
           "            esac\n"
           "            words+=' " +
           option_words(app, false, ' ') +
           "' ;;\n"
           "        *)\n"
           "            if [ -z \"$command\" ]; then words='" +
           commands +
           "'\n"
           "            elif [ \"$command\" = completion ]; then words=bash\n"
           "            elif [ \"$command\" = import ] || [ \"$command\" = populate ]; then\n"
           "                mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
           "                return\n"
           "            elif [ -z \"$model\" ] || [ \"$command\" = export ]; then words='" +
           models +
           "'\n"
           "            fi ;;\n"
           "        esac ;;\n"
           "    esac\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
           "}\n"
           "complete -F " +
           function + " " + program + "\n";
}

} // namespace yore::detail::managing

#endif
