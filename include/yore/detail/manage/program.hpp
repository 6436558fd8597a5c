// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_PROGRAM_HPP
#define YORE_DETAIL_MANAGE_PROGRAM_HPP

#include <yore/detail/clock.hpp>
#include <yore/detail/manage/blame.hpp>
#include <yore/detail/manage/catalogue.hpp>
#include <yore/detail/manage/cleanup.hpp>
#include <yore/detail/manage/completion.hpp>
#include <yore/detail/manage/diff.hpp>
#include <yore/detail/manage/export.hpp>
#include <yore/detail/manage/import.hpp>
#include <yore/detail/manage/log.hpp>
#include <yore/detail/manage/page.hpp>
#include <yore/detail/manage/put_back.hpp>
#include <yore/detail/manage/session.hpp>
#include <yore/detail/manage/show.hpp>
#include <yore/detail/manage/stats.hpp>
#include <yore/detail/manage/validate.hpp>
#include <yore/detail/sqlite/connection.hpp>
#include <yore/manage/exit_code.hpp>
#include <yore/manage/options.hpp>
#include <yore/manage/streams.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yore::detail::managing {

/// The command line of a program, and what it makes of it.
class command_line {
public:
    command_line(const catalogue& all, const manage_streams& streams, const manage_options& options, std::string name)
        : all_(all), options_(options), con_(streams, name), app_("The past of " + model_names() + ".", name) {
        common_.database = options.database;
        set_up_app();
        add_reading();
        add_putting_back();
        add_keeping();
        add_moving();
        add_page();
    }

    exit_code run(int c, const char* const* v) {
        try {
            if (c > 0) app_.parse(c, v);
        } catch (const CLI::CallForHelp&) {
            con_.out() << help_of_chosen();
            return exit_code::done;
        } catch (const CLI::CallForVersion&) {
            con_.say(options_.version);
            return exit_code::done;
        } catch (const CLI::ParseError& e) {
            return misunderstood(e);
        }
        if (!chosen_) {
            con_.out() << app_.help();
            return exit_code::usage;
        }
        return perform();
    }

private:
    using command = std::function<exit_code(session&)>;

    [[nodiscard]] std::string model_names() const {
        std::vector<std::string> names;
        for (const model_commands* one : all_.models) names.emplace_back(one->what.name);
        return words::listed(names);
    }

    // ---- the words of the command line

    void set_up_app() {
        app_.require_subcommand(0, 1);
        app_.fallthrough();
        app_.set_help_flag("-h,--help", "Explain a command, with examples");
        if (!options_.version.empty())
            app_.set_version_flag("--version", options_.version, "Say which version this is");
        app_.get_formatter()->column_width(32);
        app_.get_formatter()->label("SUBCOMMAND", "COMMAND");
        app_.get_formatter()->label("REQUIRED", "");
        keep_lines(*app_.get_formatter());
        app_.add_option("-d,--database", common_.database, "The database, as sqlite:museum.db")
            ->envname("YORE_DATABASE")
            ->type_name("URL");
        app_.add_option("--actor", common_.actor, "Who does it; of log: who did it")->type_name("ID");
        app_.add_flag("--json", con_.as_json, "Results as JSON");
        app_.add_flag("-y,--yes", con_.agreed, "Do it without asking");
        app_.add_option("--color", colour_, "Colours: auto (on a terminal), always or never")
            ->type_name("WHEN")
            ->check(CLI::IsMember({"auto", "always", "never"}));
        app_.add_option("--offset", offset_, "Show times with this offset from UTC, as +02:00")->type_name("OFFSET");
        app_.footer(
            "KEY is the key as text; of several fields, separated by commas: 7,42.\n"
            "T is a time: 2026-03-02, 2026-03-02T10:00:00Z, \"2 days ago\", yesterday, now. Times are UTC.\n"
            "Exit codes: 0 done, 1 failed, 2 not understood, 3 not found, 4 differs, 5 not agreed to, 6 conflict.");
    }
    /// CLI11 2.5 and later would make paragraphs of lines.
    template <class Formatter> static void keep_lines(Formatter& of) {
        if constexpr (requires { of.enable_footer_formatting(false); }) of.enable_footer_formatting(false);
        if constexpr (requires { of.enable_description_formatting(false); }) of.enable_description_formatting(false);
    }
    /// A command with its help: what it does, and examples as a person would write them.
    CLI::App& add(
        const std::string& name, const std::string& does, std::initializer_list<const char*> examples, command what) {
        CLI::App& sub = *app_.add_subcommand(name, does);
        std::string footer = "Examples:";
        for (const char* one : examples) footer += "\n  " + con_.program() + " " + filled(one);
        sub.footer(footer + "\nOptions of all commands, as --database and --json: " + con_.program() + " --help");
        sub.group("Commands");
        sub.callback([this, what = std::move(what)] { chosen_ = what; });
        return sub;
    }
    /// Examples speak of the program's own first model.
    [[nodiscard]] std::string filled(std::string example) const {
        const auto replace = [&](const std::string& mark, std::string_view by) {
            for (std::size_t at = example.find(mark); at != std::string::npos; at = example.find(mark, at + by.size()))
                example.replace(at, mark.size(), by);
        };
        const model_commands& first = *all_.models.front();
        std::string_view plain = first.fields.front().name;
        for (const field& f : first.fields)
            if (first.what.recorded.contains(f.index) && !first.key_fields.contains(f.index)) {
                plain = f.name;
                break;
            }
        replace("MODEL", first.what.name);
        replace("FIELD", plain);
        return example;
    }
    static CLI::Option* model_option(CLI::App& sub, std::string& into) {
        return sub.add_option("MODEL", into, "The model, by the name of its type or table")->type_name("")->required();
    }
    static CLI::Option* key_option(CLI::App& sub, std::string& into) {
        return sub.add_option("KEY", into, "Which one: its key")->type_name("")->required();
    }

    /// An option whose value is taken as it stands, an empty one too.
    static CLI::Option* text_option(
        CLI::App& sub, const std::string& name, std::optional<std::string>& into, const std::string& does) {
        return sub.add_option_function<std::string>(name, [&into](const std::string& said) { into = said; }, does);
    }
    /// A whole number: decimal digits and nothing else.
    template <class N>
    static CLI::Option* number_option(CLI::App& sub, const std::string& name, N& into, const std::string& does) {
        return sub.add_option_function<std::string>(
            name,
            [&into, name](const std::string& said) {
                if (!read_number(said, into))
                    throw CLI::ValidationError(name, words::quoted(said) + " is no number; write it as 7");
            },
            does);
    }

    void add_reading() {
        CLI::App& show_app = add("show", "The state of one thing: now, at a time, or of a version",
            {"show MODEL 7", "show MODEL 7 --at \"2 days ago\"", "show MODEL 7 --version 3 --json"},
            [this](session& s) { return show(s, show_); });
        model_option(show_app, show_.model);
        key_option(show_app, show_.key);
        CLI::Option* at = text_option(show_app, "--at", show_.at, "As it was at this time")->type_name("T");
        number_option(show_app, "--version", show_.number, "As this version has it")->type_name("N")->excludes(at);

        CLI::App& log_app = add("log", "What happened: to one thing, to all of a model, or to everything",
            {"log --limit 10", "log MODEL 7", "log MODEL --actor maria --since \"1 week ago\"",
                "log MODEL --field FIELD --operation updated --operation reverted"},
            [this](session& s) {
                if (!common_.actor.empty()) log_.actor = common_.actor;
                return log(s, log_);
            });
        CLI::Option* model = log_app.add_option("MODEL", log_.model, "Only this model")->type_name("");
        text_option(log_app, "KEY", log_.key, "Only this one")->type_name("")->needs(model);
        text_option(log_app, "--since", log_.since, "Not before this time")->type_name("T");
        text_option(log_app, "--until", log_.until, "Before this time")->type_name("T");
        repeated(log_app.add_option("--field", log_.fields, "Only changes of this field; may be repeated"), "FIELD");
        repeated(log_app.add_option("--operation", log_.operations,
                     "Only created, updated, deleted, reverted or restored; may be repeated"),
            "OP");
        text_option(log_app, "--reason", log_.reason, "Only with exactly this reason")->type_name("TEXT");
        number_option(
            log_app, "--limit", log_.limit, "At most so many versions, or without a MODEL so many commits; 0: all")
            ->type_name("N");
        log_app.add_flag("--oldest-first", log_.oldest_first, "In the order in which it happened");

        CLI::App& diff_app = add("diff", "What differs between two versions of one thing", {"diff MODEL 7 2 5"},
            [this](session& s) { return diff(s, diff_); });
        model_option(diff_app, diff_.model);
        key_option(diff_app, diff_.key);
        number_option(diff_app, "N", diff_.from, "From this version")->type_name("")->required();
        number_option(diff_app, "M", diff_.to, "To this version")->type_name("")->required();

        CLI::App& blame_app = add("blame", "Who last changed each field of one thing", {"blame MODEL 7"},
            [this](session& s) { return blame(s, entity_); });
        model_option(blame_app, entity_.model);
        key_option(blame_app, entity_.key);

        CLI::App& deleted_app = add("deleted", "What is deleted, most recently deleted first", {"deleted MODEL"},
            [this](session& s) { return deleted(s, entity_.model); });
        model_option(deleted_app, entity_.model);

        CLI::App& between_app = add("between", "What differs between two times, of all of a model",
            {"between MODEL 2026-03-01 2026-04-01", "between MODEL \"1 week ago\" now"},
            [this](session& s) { return between(s, between_); });
        model_option(between_app, between_.model);
        between_app.add_option("T1", between_.from, "From this time")->type_name("")->required();
        between_app.add_option("T2", between_.to, "To this time")->type_name("")->required();
    }

    void add_put_back(CLI::App& sub) {
        model_option(sub, put_back_.model);
        key_option(sub, put_back_.key);
        sub.add_option("--reason", put_back_.reason, "Why")->type_name("TEXT");
        sub.add_flag("--dry-run", put_back_.dry_run, "Only show what it would do");
    }
    void add_putting_back() {
        CLI::App& revert_app = add("revert", "Put a state of the past back: shows what would change, then asks",
            {"revert MODEL 7 --to 3 --reason \"wrong one\"", "revert MODEL 7 --to \"2 days ago\" --field FIELD",
                "revert MODEL 7 --to 3 --dry-run", "revert MODEL 7 --to 3 --yes"},
            [this](session& s) { return revert(s, put_back_); });
        add_put_back(revert_app);
        revert_app.add_option("--to", put_back_.to, "The version, or the time at which it was in force")
            ->type_name("N|T")
            ->required();
        repeated(revert_app.add_option("--field", put_back_.fields, "Only this field; may be repeated"), "FIELD");

        CLI::App& undo_app = add("undo", "Take one change back and keep the later ones: shows it, then asks",
            {"undo MODEL 7", "undo MODEL 7 3 --reason mistaken"}, [this](session& s) { return undo(s, put_back_); });
        add_put_back(undo_app);
        number_option(undo_app, "N", put_back_.number, "The version; else the latest")->type_name("");

        CLI::App& restore_app = add("restore", "Bring back what is deleted: shows it, then asks",
            {"restore MODEL 7 --reason \"sold by mistake\""}, [this](session& s) { return restore(s, put_back_); });
        add_put_back(restore_app);
    }

    void add_keeping() {
        CLI::App& cleanup_app = add("cleanup", "Remove old versions for good, in batches; call it again to go on",
            {"cleanup --days 365 --dry-run", "cleanup --days 365 --keep 10", "cleanup --keep 100 --model MODEL --yes"},
            [this](session& s) { return cleanup(s, cleanup_); });
        number_option(cleanup_app, "--days", cleanup_.days, "Those that were replaced more than so many days ago")
            ->type_name("N");
        number_option(cleanup_app, "--keep", cleanup_.keep, "Never the newest so many of each")->type_name("K");
        repeated(cleanup_app.add_option("--model", cleanup_.models, "Only of this model; may be repeated"), "MODEL");
        number_option(cleanup_app, "--batch", cleanup_.batch, "So many in one transaction; 50000 unless said")
            ->type_name("N");
        cleanup_app.add_flag("--dry-run", cleanup_.dry_run, "Only count them");

        CLI::App& validate_app = add("validate", "Do the tables, columns and types match the structs?",
            {"validate", "validate --table MODEL --detailed", "validate --json"},
            [this](session& s) { return validate(s, validate_); });
        repeated(validate_app.add_option("--table", validate_.tables, "Only this one; may be repeated"), "TABLE");
        validate_app.add_flag("--detailed", validate_.detailed, "List all columns");

        CLI::App& migrate_app =
            add("migrate", "Add to the history tables what the structs have: shows the statements, then asks",
                {"migrate --dry-run", "migrate --yes"}, [this](session& s) { return migrate(s, migrate_); });
        migrate_app.add_flag("--dry-run", migrate_.dry_run, "Only show the statements");

        CLI::App& stats_app = add("stats", "How much there is, how it grows, who and what is busiest",
            {"stats", "stats MODEL --top 10 --json"}, [this](session& s) { return statistics(s, stats_); });
        stats_app.add_option("MODEL", stats_.model, "Only this model")->type_name("");
        number_option(stats_app, "--top", stats_.top, "So many of the busiest; 5 unless said")->type_name("N");
    }

    void add_moving() {
        CLI::App& export_app = add("export", "Everything that is recorded, as lines of JSON; or one model as a table",
            {"export -o all.ndjson", "export MODEL -o history.csv", "export MODEL | jq .state"},
            [this](session& s) { return export_all(s, export_); });
        export_app.add_option("MODEL", export_.models, "Only these models")->type_name("");
        export_app.add_option("-o,--output", export_.file, "The file; else standard output")->type_name("FILE");
        format_option(export_app, export_.format);

        CLI::App& import_app = add("import", "Take over what export has written, as it is; call it again to go on",
            {"import all.ndjson", "import history.csv --model MODEL", "import - < all.ndjson"},
            [this](session& s) { return import_all(s, import_); });
        add_file(import_app);

        CLI::App& populate_app =
            add("populate", "First versions of existing data, skipping what has a history; call it again to go on",
                {"populate machines.ndjson --model MODEL --reason \"first inventory\"",
                    "populate machines.csv --model MODEL --at 2026-01-01"},
                [this](session& s) { return populate(s, import_); });
        add_file(populate_app);
        text_option(populate_app, "--at", import_.at, "When it was so; else now")->type_name("T");
        populate_app.add_option("--reason", import_.reason, "Why")->type_name("TEXT");

        CLI::App& completion_app = *app_.add_subcommand("completion", "A script that lets the shell complete commands");
        completion_app.group("Commands");
        completion_app.footer("Examples:\n  source <(" + con_.program() + " completion bash)");
        completion_app.add_option("SHELL", shell_, "bash")->type_name("")->required()->check(CLI::IsMember({"bash"}));
        completion_app.callback([this] {
            chosen_ = [this](session& s) {
                s.con.out() << bash_completion(app_, all_, con_.program());
                return exit_code::done;
            };
        });
    }
    void add_file(CLI::App& sub) {
        sub.add_option("FILE", import_.file, "NDJSON or CSV; - is standard input")->type_name("")->required();
        format_option(sub, import_.format);
        sub.add_option("--model", import_.model, "What the lines are, where they do not say it")->type_name("MODEL");
    }
    static void format_option(CLI::App& sub, std::string& into) {
        sub.add_option("--format", into, "ndjson or csv; else by the name of the file")
            ->type_name("FORMAT")
            ->check(CLI::IsMember({"ndjson", "csv"}));
    }
    /// Each time with one value, so that it does not take the arguments behind it.
    static void repeated(CLI::Option* option, const char* type) {
        option->type_name(type)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }

    void add_page() {
        CLI::App& page_app = add("page", "A page of HTML about one thing, all of a model, or everything",
            {"page MODEL 7 -o page.html", "page MODEL -o all.html --newest 1000", "page -o museum.html"},
            [this](session& s) { return page(s, page_); });
        CLI::Option* model = page_app.add_option("MODEL", page_.model, "Only this model")->type_name("");
        text_option(page_app, "KEY", page_.key, "Only this one")->type_name("")->needs(model);
        page_app.add_option("-o,--output", page_.file, "The file; else standard output")->type_name("FILE");
        page_app.add_option("--title", page_.title, "The title; else model and key")->type_name("TEXT");
        number_option(page_app, "--newest", page_.newest, "So many versions; 500 unless said, 0: all")->type_name("N");
        page_app.add_flag("--origin", page_.with_origin, "Also from where: entry points, requests, correlation ids");
    }

    // ---- running

    [[nodiscard]] std::string help_of_chosen() const {
        const std::vector<CLI::App*> subs = app_.get_subcommands();
        return subs.empty() ? app_.help() : subs.front()->help(con_.program());
    }
    exit_code misunderstood(const CLI::ParseError& e) {
        std::vector<std::string> names;
        for (const CLI::App* one : app_.get_subcommands({})) names.push_back(one->get_name());
        const std::vector<CLI::App*> subs = app_.get_subcommands();
        const std::vector<std::string> rest = app_.remaining(true);
        std::string message = e.what();
        if (subs.empty() && !rest.empty() && rest.front().substr(0, 1) != "-")
            message =
                "there is no command " + words::quoted(rest.front()) + instead(rest.front(), names, "the commands are");
        else if (!rest.empty() && rest.front().substr(0, 2) == "--") {
            std::vector<std::string> options;
            for (const CLI::App* app : {subs.empty() ? &app_ : subs.front(), &app_})
                for (const CLI::Option* one : app->get_options())
                    for (const std::string& name : one->get_lnames())
                        if (std::find(options.begin(), options.end(), "--" + name) == options.end())
                            options.push_back("--" + name);
            message = "there is no option " + words::quoted(rest.front()) + instead(rest.front(), options, "there are");
        } else if (!rest.empty()) message = "too much on the command line: " + enumerated(rest);
        con_.complain(message);
        con_.complain("try " + con_.program() + (subs.empty() ? "" : " " + subs.front()->get_name()) + " --help");
        return exit_code::usage;
    }
    exit_code perform() {
        if (colour_ == "always" || (colour_ == "auto" && con_.out_is_terminal() && !wants_no_colour()))
            con_.text.colour = colour::yes;
        if (!offset_.empty()) {
            const std::optional<std::chrono::minutes> offset = read_offset(offset_);
            if (!offset) {
                con_.complain("--offset: " + words::quoted(offset_) + " is no offset from UTC; write it as +02:00");
                return exit_code::usage;
            }
            con_.text.offset = *offset;
        }
        session s(all_, con_, common_, options_.now ? *options_.now : clock_now());
        try {
            const exit_code out = chosen_(s);
            con_.out().flush();
            if (!con_.out()) throw failure(exit_code::failed, "the output cannot be written");
            return out;
        } catch (const failure& e) {
            return complain(e.code(), e);
        } catch (const not_found& e) {
            return complain(exit_code::not_found, e);
        } catch (const conflict& e) {
            return complain(exit_code::conflict, e);
        } catch (const undo_conflict& e) {
            return complain(exit_code::conflict, e);
        } catch (const out_of_order& e) {
            return complain(exit_code::conflict, e);
        } catch (const reason_required&) {
            return complain(exit_code::usage, error("this is recorded only with a reason; say it with --reason \"…\""));
        } catch (const std::exception& e) {
            return complain(exit_code::failed, e);
        }
    }
    /// Source: https://no-color.org
    [[nodiscard]] static bool wants_no_colour() {
        const char *said = std::getenv("NO_COLOR"), *kind = std::getenv("TERM");
        return (said != nullptr && *said != '\0') || (kind != nullptr && std::string_view(kind) == "dumb");
    }
    exit_code complain(exit_code code, const std::exception& e) {
        con_.out().flush();
        con_.complain(in_commands(e.what()));
        return code;
    }
    /// What the library says to do in the program, a person does by a command.
    [[nodiscard]] std::string in_commands(std::string message) const {
        constexpr std::string_view call = detail::sqlite::advice_to_migrate;
        if (const std::size_t at = message.find(call); at != std::string::npos)
            message.replace(at, call.size(), "run " + con_.program() + " migrate");
        return message;
    }

    const catalogue& all_;
    manage_options options_;
    console con_;
    CLI::App app_;
    common_arguments common_;
    std::string colour_ = "auto";
    command chosen_;

    show_arguments show_;
    log_arguments log_;
    diff_arguments diff_;
    entity_arguments entity_;
    between_arguments between_;
    put_back_arguments put_back_;
    cleanup_arguments cleanup_;
    validate_arguments validate_;
    migrate_arguments migrate_;
    stats_arguments stats_;
    export_arguments export_;
    import_arguments import_;
    page_arguments page_;
    std::string shell_, offset_;
};

/// What the program calls itself in messages: the file, without its folder.
inline std::string program_name(int c, const char* const* v) {
    std::string name = c > 0 && v[0] != nullptr ? v[0] : "";
    if (const std::size_t slash = name.rfind('/'); slash != std::string::npos) name.erase(0, slash + 1);
    return name.empty() ? "manage" : name;
}

YORE_ONCE int run(
    const catalogue& all, int c, const char* const* v, const manage_streams& streams, const manage_options& options) {
    command_line line(all, streams, options, program_name(c, v));
    return static_cast<int>(line.run(c, v));
}

} // namespace yore::detail::managing

#endif
