// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MANAGE_VALIDATE_HPP
#define YORE_DETAIL_MANAGE_VALIDATE_HPP

#include <yore/detail/manage/session.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yore::detail::managing {

struct validate_arguments {
    std::vector<std::string> tables{};
    bool detailed = false;
};

/// Something about a table that is not as the struct has it.
struct finding {
    std::string kind, table, column, expected, found, advice;
    bool is_note = false; ///< nothing is wrong, but somebody may wonder
};

/// `createdAt` and `Created_At` as `created_at`.
inline std::string in_snake_case(std::string_view name) {
    std::string out;
    for (char c : name) {
        if (is_capital(c) && !out.empty() && out.back() >= 'a' && out.back() <= 'z') out += '_';
        out += folded(c);
    }
    return out;
}

/// The right name of an audit column that other libraries call otherwise, in any case; empty for other names.
inline std::string_view right_name(std::string_view written) {
    const std::string name = in_snake_case(written);
    constexpr std::pair<std::string_view, std::string_view> wrong[] = {{"created_at", "created_on"},
        {"created_date", "created_on"}, {"created_time", "created_on"}, {"creation_date", "created_on"},
        {"date_created", "created_on"}, {"updated_at", "modified_on"}, {"updated_on", "modified_on"},
        {"modified_at", "modified_on"}, {"modified_date", "modified_on"}, {"changed_at", "modified_on"},
        {"changed_on", "modified_on"}, {"last_modified", "modified_on"}, {"last_updated", "modified_on"},
        {"date_modified", "modified_on"}, {"date_updated", "modified_on"}, {"created_by_id", "created_by"},
        {"created_user", "created_by"}, {"updated_by", "modified_by"}, {"updated_by_id", "modified_by"},
        {"modified_by_id", "modified_by"}, {"changed_by", "modified_by"}, {"last_modified_by", "modified_by"}};
    for (const auto& [name_of_others, right] : wrong)
        if (name == name_of_others) return right;
    return {};
}

/// What is wrong with a name, if anything is.
inline void check_name(std::string_view table, std::string_view column, std::vector<finding>& out) {
    if (const std::string_view right = right_name(column); !right.empty())
        out.push_back({"wrong_name", std::string(table), std::string(column), std::string(right), std::string(column),
            "call it " + std::string(right)});
    else if (const std::string name = in_snake_case(column); name.ends_with("_at")) {
        const std::string better = name.substr(0, name.size() - 3) + "_on";
        out.push_back({"wrong_name", std::string(table), std::string(column), better, std::string(column),
            "times end in _on: call it " + better, true});
    }
}

/// Compares the structs with the tables of a database.
class validation {
public:
    validation(session& s, const validate_arguments& a) : s_(s) {
        for (const std::string& one : a.tables) wanted_.push_back(s.program.models[model_of_table(one)]->what.table);
        if (!a.tables.empty()) return;
        for (const model_commands* one : s.program.models) wanted_.push_back(one->what.table);
    }

    struct checked_table {
        std::string table;
        std::string_view model;
        std::vector<table_column> columns;
    };
    std::vector<finding> findings{};
    std::vector<checked_table> tables{};

    void run() {
        const std::vector<yore::sqlite::difference> drift = s_.db().drift();
        for (std::size_t i = 0; i != s_.program.models.size(); ++i) {
            const model& m = s_.program.models[i]->what;
            if (std::find(wanted_.begin(), wanted_.end(), m.table) == wanted_.end()) continue;
            check_struct(*s_.program.models[i]);
            const std::string history = std::string(m.table) + "_history", view = std::string(m.table) + "_timeline";
            for (const yore::sqlite::difference& one : drift)
                if (one.table == history || one.table == view) add(one, drift);
            const std::vector<table_column> columns = s_.db().columns(history);
            if (!columns.empty()) tables.push_back({history, m.name, columns});
            check_live_table(i, m);
        }
    }

private:
    /// A model by the name of its type or of one of its tables.
    [[nodiscard]] std::size_t model_of_table(std::string_view name) const {
        for (const std::string_view ending : {"", "_history", "_timeline", "_latest"})
            for (std::size_t i = 0; i != s_.program.models.size(); ++i)
                if (name == std::string(s_.program.models[i]->what.table).append(ending)) return i;
        return s_.index_of(name);
    }

    void check_struct(const model_commands& m) {
        for (const field& f : m.fields) check_name(m.what.name, f.name, findings);
    }

    [[nodiscard]] static bool is_missing(
        std::string_view table, std::string_view column, const std::vector<yore::sqlite::difference>& all) {
        return std::any_of(all.begin(), all.end(), [&](const yore::sqlite::difference& one) {
            return one.kind == yore::sqlite::difference::what::missing_column && one.table == table &&
                   one.column == column;
        });
    }

    void add(const yore::sqlite::difference& one, const std::vector<yore::sqlite::difference>& all) {
        using enum yore::sqlite::difference::what;
        const auto put = [&](std::string kind, std::string advice, bool is_note = false) {
            findings.push_back(
                {std::move(kind), one.table, one.column, one.expected, one.found, std::move(advice), is_note});
        };
        switch (one.kind) {
        case missing_table:
            put("missing_table", "nothing was recorded yet, or it is the wrong database; migrate makes it");
            break;
        case missing_column:
            if (has_wrong_name_of(one.column, s_.db().columns(one.table))) break; // which is said instead
            put("missing_column", "migrate adds it; if the field had another name, say so with yore::was");
            break;
        case unknown_column:
            if (const std::string_view right = right_name(one.column); is_missing(one.table, right, all))
                put("wrong_name", "call it " + std::string(right));
            else put("unknown_column", "no field has it any more; it keeps what was recorded", true);
            break;
        case other_type:
            put("other_type", "values are read where the field can hold them", true);
            break;
        case missing_view:
            put("missing_view", "migrate makes it");
            break;
        }
    }

    /// The table of the program's own that has the present states, where there is one in the same database.
    void check_live_table(std::size_t i, const model& m) {
        const std::vector<table_column> columns = s_.db().columns(m.table);
        if (columns.empty()) return;
        const std::string table(m.table);
        const std::size_t before = findings.size();
        tables.push_back({table, m.name, columns});
        std::vector<bool> used(columns.size());
        for (const table_column& wanted : s_.db().expected_columns(i)) {
            const auto found = std::find_if(columns.begin(), columns.end(),
                [&](const table_column& one) { return same_but_for_case(one.name, wanted.name); });
            if (found != columns.end()) {
                used[static_cast<std::size_t>(found - columns.begin())] = true;
                if (s_.db().loses(wanted.type, found->type))
                    findings.push_back({"other_type", table, wanted.name, wanted.type, found->type,
                        "the column would not give back every value of the field"});
            } else if (!has_wrong_name_of(wanted.name, columns))
                findings.push_back(
                    {"missing_column", table, wanted.name, wanted.type, "", "the struct has this field"});
        }
        for (std::size_t k = 0; k != columns.size(); ++k) {
            if (used[k]) continue;
            const std::size_t named = findings.size();
            check_name(table, columns[k].name, findings);
            if (findings.size() == named)
                findings.push_back(
                    {"unknown_column", table, columns[k].name, "", columns[k].type, "no field is called so", true});
        }
        if (std::any_of(findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end(),
                [](const finding& f) { return !f.is_note; }))
            findings.push_back(
                {"own_table", table, "", "", "", "the program's own table, which migrate does not touch", true});
    }
    [[nodiscard]] static bool has_wrong_name_of(std::string_view name, const std::vector<table_column>& columns) {
        return std::any_of(
            columns.begin(), columns.end(), [&](const table_column& one) { return right_name(one.name) == name; });
    }

    session& s_;
    std::vector<std::string_view> wanted_;
};

inline json finding_json(const finding& f) {
    json out = json::object();
    out["kind"] = f.kind;
    out["severity"] = f.is_note ? "note" : "error";
    out["table"] = f.table;
    out["column"] = f.column.empty() ? json(nullptr) : json(f.column);
    out["expected"] = f.expected.empty() ? json(nullptr) : json(f.expected);
    out["found"] = f.found.empty() ? json(nullptr) : json(f.found);
    out["advice"] = f.advice;
    return out;
}
inline std::string finding_text(const finding& f) {
    const std::string place = f.column.empty() ? f.table : f.table + "." + f.column;
    if (f.kind == "wrong_name") return place + " has a wrong name: " + f.advice;
    if (f.kind == "missing_table" || f.kind == "missing_view") return place + " is not there: " + f.advice;
    if (f.kind == "missing_column")
        return place + (f.expected.empty() ? "" : " (" + f.expected + ")") + " is not there: " + f.advice;
    if (f.kind == "other_type")
        return place + " is " + (f.found.empty() ? "of no type" : f.found) + ", its field asks for " +
               (f.expected.empty() ? "none" : f.expected) + ": " + f.advice;
    return place + ": " + f.advice;
}

/// Do the tables of the database match the structs?
inline exit_code validate(session& s, const validate_arguments& a) {
    s.open(purpose::read);
    validation v(s, a);
    v.run();
    const bool valid = std::all_of(v.findings.begin(), v.findings.end(), [](const finding& f) { return f.is_note; });
    if (s.con.as_json) {
        json out = json::object();
        out["valid"] = valid;
        out["findings"] = json::array();
        for (const finding& f : v.findings) out["findings"].push_back(finding_json(f));
        out["tables"] = json::array();
        for (const validation::checked_table& t : v.tables) {
            json one = json::object();
            one["table"] = t.table;
            one["model"] = std::string(t.model);
            json columns = json::object();
            for (const table_column& c : t.columns) columns[c.name] = c.type;
            one["columns"] = std::move(columns);
            out["tables"].push_back(std::move(one));
        }
        s.con.say_json(out);
    } else {
        const words::painter paint(s.con.text);
        for (const finding& f : v.findings)
            s.con.say((f.is_note ? "note: " : paint.old("wrong: ")) + words::prose(finding_text(f)));
        if (a.detailed)
            for (const validation::checked_table& t : v.tables) {
                s.con.say(paint.heading(t.table) + " of " + std::string(t.model));
                for (const table_column& c : t.columns) s.con.say("  " + words::prose(c.name + " " + c.type));
            }
        if (valid) s.con.say(counted(v.tables.size(), "table matches its struct", "tables match their structs"));
    }
    return valid ? exit_code::done : exit_code::differs;
}

struct migrate_arguments {
    bool dry_run = false;
};

/// Adds to the history tables what the structs have and they have not.
inline exit_code migrate(session& s, const migrate_arguments& a) {
    const bool is_new = !s.database_exists();
    std::vector<std::string> statements;
    if (!is_new) {
        s.open(purpose::read);
        statements = s.db().migrate(dry_run::yes);
    }
    const bool needed = is_new || !statements.empty();
    std::string shown = is_new   ? "there is no such database yet; it would be made, with the tables of all models\n"
                        : needed ? ""
                                 : "nothing to do: the history tables have all that the structs have\n";
    for (const std::string& one : statements) shown += one + ";\n";
    s.con.preview(shown, a.dry_run || !needed ? dry_run::yes : dry_run::no);
    if (needed && !a.dry_run) {
        s.con.confirm(is_new ? "Make it?" : "Run " + counted(statements.size(), "statement", "statements") + "?");
        s.open(purpose::make);
        static_cast<void>(s.db().migrate(dry_run::no));
    }
    if (s.con.as_json) {
        json out = json::object();
        out["dry_run"] = a.dry_run;
        out["new_database"] = is_new;
        out["statements"] = statements;
        s.con.say_json(out);
    } else if (needed) s.con.say(a.dry_run ? "nothing was changed (--dry-run)" : "done");
    return needed && a.dry_run ? exit_code::differs : exit_code::done;
}

} // namespace yore::detail::managing

#endif
