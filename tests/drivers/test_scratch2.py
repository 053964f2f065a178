import cProfile, pstats, pytest, time
from journeys.touchpoint import *
def test_p(walk):
    w = walk(); w.prepare("website", QuotesPrices); w.use("website", QuotesPrices)
    for place, ab in [("website", QuotesPrices), ("store", QuotesPrices)]:
        w = walk(); w.prepare(place, ab)
        import playwright._impl._connection as c, playwright.sync_api._generated as g
        p = cProfile.Profile(); p.enable(); t=time.time()
        w.use(place, ab)
        p.disable(); print(place, time.time()-t)
        pstats.Stats(p).sort_stats("cumtime").print_stats("_generated.py|conduct.py|visit.py|touchpoints|http.py", 25)
