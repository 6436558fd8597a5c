// SPDX-License-Identifier: BSL-1.0
#include "typed_replay.hpp"

namespace congress {

template std::unique_ptr<model_replay> replay_of(yore::history<Committee>);
template std::unique_ptr<model_replay> replay_of(yore::history<HistoricalCommittee>);
template std::unique_ptr<model_replay> replay_of(yore::history<CommitteeMember>);

} // namespace congress
