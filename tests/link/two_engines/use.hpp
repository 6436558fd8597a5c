// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_LINK_TWO_ENGINES_USE_HPP
#define YORE_TESTS_LINK_TWO_ENGINES_USE_HPP

#include "model.hpp"

#include <yore/yore.hpp>

/// Whether everything speaks of the field that changed, wherever the engine of this translation unit has it.
static bool agrees() {
    const Machine before{1, "Medieval Madness", false}, after{1, "Medieval Madness", true};
    const yore::field_set<Machine> broken{yore::fields<&Machine::broken>};
    const yore::changes<Machine> change = yore::diff(before, after);
    bool good = yore::changed_fields(before, after) == broken && change.fields() == broken &&
                yore::inverse(change).fields() == broken && yore::compose(change, yore::inverse(change)).empty() &&
                yore::merge(before, before, after).value.broken;
    change.for_each_leaf([&](const yore::leaf& one) { good = good && one.path == "/broken"; });
    Machine target = before;
    good = good && yore::apply(change, target).applied == broken && target.broken;

    yore::history<Machine> machines;
    machines.record(before);
    good = good && machines.record(after).changed == broken && machines.blame(1).of<&Machine::broken>().number == 2;
    machines.revert(1, yore::to_version(1));
    return good && !machines.latest(1)->broken;
}

#endif
