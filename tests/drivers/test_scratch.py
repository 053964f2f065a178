import time
import pytest
from .walks import PAIRS, IDS
@pytest.mark.parametrize(("place","ability"), PAIRS, ids=IDS)
def test_x(walk, place, ability):
    t=time.time()
    w = walk(); w.prepare(place, ability)
    t1=time.time()
    for v in w.use(place, ability):
        print()
        for o in v.observations: print("   ", repr(str(o.term)), repr(str(o.value)), "|", o.words[:150])
        for e in v.exhibits: print("      ", e.kind.name, e.path, e.media_type)
    print("TIME", round(t1-t,2), round(time.time()-t1,2), w.folder)
    print([ (o['total'], (o['line'] or {}).get('holder')) for o in w.orders()])
