using Fathom.Database;
using Fathom.Portal.Observatory;
using Fathom.Portal.Server;
using Fathom.Portal.Tests.World;
using Fathom.PostgresServers;
using Fathom.Vo.Publishing;
using Fathom.Vo.Releases;
using Microsoft.Extensions.DependencyInjection;

namespace Fathom.Portal.Tests.Observatory;

public sealed class PostgresJoinTests
{
    [Fact]
    public async Task In_a_workspace_on_PostgreSQL_joins_run_there_and_a_restart_finds_the_copies()
    {
        if (!PostgresCluster.IsThere)
        {
            return;
        }

        using var place = new TestDatabase(Engine.Postgres);
        using var folder = new TemporaryFolder();
        var folders = new WorkspaceFolders(folder.Path);
        Directory.CreateDirectory(folders.Run);
        File.WriteAllBytes(folders.Database, []);
        var shelf = new ReleaseShelf(folders.Publications);
        await using (var events = new SyntheticEvents(5000, seed: 7))
        {
            await ReleaseWriter.WriteAsync(shelf.PlaceFor("made", "1.0"), "made", "main", events, new ReleaseDescription { Name = "made", Version = "1.0", Title = "Made" });
        }

        shelf.Move(shelf.Find("made")!, ReleaseState.Published, DateTimeOffset.UnixEpoch.AddDays(20_000));
        for (int start = 0; start < 2; start++)
        {
            await using FathomServer server = await FathomServer.StartAsync(PortalWorld.OptionsFor(folder.Path) with { Database = place.Location });
            using var client = new HttpClient { BaseAddress = server.Address };
            ObservatoryDesk desk = server.Services.GetRequiredService<ObservatoryDesk>();
            await HostileRequestTests.UntilAsync(() => desk.Published.Tables.Server is not null);
            PublishedTables published = desk.Published.Tables;
            foreach (ReleaseTable table in published.Queryable.Select(table => (ReleaseTable)table.Columns!))
            {
                Assert.True(await published.Server!.MakeAsync(table));
            }

            string answer = await client.GetStringAsync("/tap/sync?LANG=ADQL&RESPONSEFORMAT=csv&QUERY=SELECT+COUNT(*)+AS+n+FROM+made.main+AS+a+JOIN+made.main+AS+b+ON+a.id=b.id");
            Assert.Equal("n\n5000", answer.Trim().ReplaceLineEndings("\n"));

            // What PostgreSQL has no words for, SQLite's copy answers.
            string index = await client.GetStringAsync("/tap/sync?LANG=ADQL&RESPONSEFORMAT=csv&QUERY=SELECT+COUNT(*)+AS+n+FROM+made.main+AS+a+JOIN+made.main+AS+b+ON+a.id=b.id+AND+ivo_healpix_index(1,a.ra,a.dec)=ivo_healpix_index(1,b.ra,b.dec)");
            Assert.Equal("n\n5000", index.Trim().ReplaceLineEndings("\n"));
            PostgresCluster.Shared!.Execute(
                $"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = '{PostgresCopies.Schema}'::regnamespace AND reltuples = 5000) THEN RAISE EXCEPTION 'no copy'; END IF; END $$", place.Location);
        }
    }
}
