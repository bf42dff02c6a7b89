"""What astronomers' scripts do with a server of Fathom, through pyvo and astropy: clients.py SERVER EVENTS."""
import io
import sys
import urllib.request
import warnings

import astropy.units as u
import pyvo
from astropy.coordinates import SkyCoord
from astropy.io.votable import parse as parse_votable
from astropy.table import Table

server, events = sys.argv[1].rstrip("/"), int(sys.argv[2])
warnings.simplefilter("error", append=True)
# What older astropy says of itself, not of the answers.
warnings.filterwarnings("ignore", category=DeprecationWarning)
tap = pyvo.dal.TAPService(f"{server}/tap")

# What the service tells of itself.
assert tap.available
assert tap.maxrec == 1_000_000 and tap.hardlimit >= events, (tap.maxrec, tap.hardlimit)
assert "ant20_01.main" in tap.tables.keys()
columns = {column.name: column for column in tap.tables["ant20_01.main"].columns}
assert columns["ra"].unit == "deg" and columns["ra"].ucd == "pos.eq.ra;meta.main"
assert len(tap.examples) > 2, len(tap.examples)
tap.examples[0].execute()

# Synchronous, with and without a limit.
rows = tap.run_sync("SELECT COUNT(*) AS n FROM ant20_01.main")
assert rows["n"][0] == events
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # that there are more is a warning of pyvo
    assert len(tap.run_sync("SELECT * FROM ant20_01.main", maxrec=7)) == 7
try:
    tap.run_sync("SELECT nhits FROM ant20_01.main")
    raise AssertionError("a wrong query was answered")
except pyvo.dal.DALQueryError as wrong:
    assert "nhit" in str(wrong), wrong

# Uploads, of which each place finds its own event.
some = tap.run_sync("SELECT TOP 20 id, ra, dec FROM ant20_01.main ORDER BY id").to_table()
mine = Table([some["id"], some["ra"], some["dec"]], names=["mine", "ra", "dec"])
matched = tap.run_sync(
    "SELECT m.mine, e.id FROM ant20_01.main AS e JOIN TAP_UPLOAD.t AS m "
    "ON 1 = CONTAINS(POINT(e.ra, e.dec), CIRCLE(m.ra, m.dec, 0.001))", uploads={"t": mine})
assert all(match["mine"] == match["id"] for match in matched) and len(matched) == 20, len(matched)

# Asynchronous.
job = tap.submit_job("SELECT nhit, COUNT(*) AS n FROM ant20_01.main GROUP BY nhit")
assert job.phase == "PENDING"
job.run().wait(timeout=60)
job.raise_if_error()
assert sum(job.fetch_result()["n"]) == events
job.delete()

# Cones, by the words of pyvo and by the frame of astropy.
cone = pyvo.dal.SCSService(f"{server}/releases/ant20_01/cone?")
near = cone.search(pos=SkyCoord(10 * u.deg, 20 * u.deg), radius=30 * u.deg)
place = SkyCoord(near["ra"] * u.deg, near["dec"] * u.deg)
assert len(near) > 100 and max(place.separation(SkyCoord(10 * u.deg, 20 * u.deg)).deg) <= 30

# Documents are read by astropy as they stand, in every serialisation; FITS too.
for form in ("votable/td", "votable/b", "votable/b2"):
    answer = urllib.request.urlopen(f"{server}/tap/sync?LANG=ADQL&RESPONSEFORMAT={form}&QUERY=SELECT+TOP+5+*+FROM+ant20_01.main").read()
    table = parse_votable(io.BytesIO(answer), verify="exception").get_first_table()
    assert len(table.array) == 5 and table.get_field_by_id_or_name("ra").unit == u.deg
fits = Table.read(io.BytesIO(urllib.request.urlopen(f"{server}/releases/ant20_01/table?format=fits").read()), format="fits")
assert len(fits) == events and fits["dec"].unit == u.deg
print(f"pyvo {pyvo.__version__}: all well")
