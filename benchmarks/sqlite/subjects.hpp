// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_SQLITE_SUBJECTS_HPP
#define YORE_BENCHMARKS_SQLITE_SUBJECTS_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <yore/store/sqlite.hpp>

#include "../by_hand/sqlite_full_rows.hpp"
#include "../by_hand/sqlite_live_rows.hpp"
#include "../by_hand/sqlite_triggers.hpp"
#include "../subjects.hpp"
#include "../workload.hpp"

namespace bench {

using yore::sqlite::durability;

inline const char* synchronous(durability wanted) {
    return wanted == durability::full ? "FULL" : wanted == durability::normal ? "NORMAL" : "OFF";
}

/// A yore history in a file of its own.
class yore_file : std::unique_ptr<yore::sqlite::store>, public yore_history {
public:
    yore_file(const std::string& path, const yore::sqlite::options& o)
        : unique_ptr(std::make_unique<yore::sqlite::store>(path, o)), yore_history(**this) {}

    void begin_batch() { batch_.emplace(**this); }
    void end_batch() { batch_.reset(); }

private:
    std::optional<yore::batch> batch_;
};

/// A yore history in the file of the program, on its handle: each change writes the live row too and is one
/// transaction, which the program opens and commits.
class yore_beside_live_rows {
public:
    yore_beside_live_rows(const std::string& path, durability wanted)
        : db_(path, synchronous(wanted)), rows_(db_), in_(db_), store_(db_.get()), history_(store_) {}

    void enter(std::string_view actor, std::string_view reason, std::optional<yore::timestamp> when = {}) {
        history_.enter(actor, reason, when);
    }
    void leave() { history_.leave(); }
    void begin_batch() { in_.begin_batch(); }
    void end_batch() { in_.end_batch(); }
    void record(const machine& state) {
        in_.begin();
        rows_.put(state);
        history_.record(state);
        in_.commit();
    }
    void remove(std::int64_t id) {
        in_.begin();
        rows_.remove(id);
        history_.remove(id);
        in_.commit();
    }
    const yore_history& history() const { return history_; }

private:
    by_hand::sqlite::database db_;
    by_hand::sqlite::live_rows rows_;
    by_hand::sqlite::transactions in_;
    yore::sqlite::store store_;
    yore_history history_;
};

using full_rows = hand_written<by_hand::sqlite::full_rows>;
using triggers_full_rows = hand_written<by_hand::sqlite::triggers_full_rows>;
using triggers_json = hand_written<by_hand::sqlite::triggers_json>;
using no_audit = hand_written<by_hand::sqlite::no_audit>;

/// How each alternative is opened.
namespace open {

inline auto yore(yore::sqlite::options o = {}) {
    return [o](const std::string& path, durability wanted) {
        yore::sqlite::options with = o;
        with.durability = wanted;
        return std::make_shared<yore_file>(path, with);
    };
}
inline std::shared_ptr<yore_beside_live_rows> yore_beside(const std::string& path, durability wanted) {
    return std::make_shared<yore_beside_live_rows>(path, wanted);
}
template <by_hand::sqlite::keeps Kept, by_hand::sqlite::indexes Has = by_hand::sqlite::indexes::for_writing>
std::shared_ptr<full_rows> full(const std::string& path, durability wanted) {
    return std::make_shared<full_rows>(path, synchronous(wanted), Kept, Has);
}
template <class Triggers>
std::shared_ptr<Triggers> triggers(const std::string& path, durability wanted) {
    return std::make_shared<Triggers>(path, synchronous(wanted));
}
inline std::shared_ptr<no_audit> nothing(const std::string& path, durability wanted) {
    return std::make_shared<no_audit>(path, synchronous(wanted));
}

} // namespace open
} // namespace bench

#endif
