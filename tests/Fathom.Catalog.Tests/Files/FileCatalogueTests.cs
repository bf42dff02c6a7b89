using Fathom.Catalog.Files;

namespace Fathom.Catalog.Tests.Files;

public sealed class FileCatalogueTests : IDisposable
{
    private readonly CatalogueWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Provenance_goes_back_to_raw_and_down_to_everything_made_from_it()
    {
        long raw = _world.Add("a.raw");
        long rtraw = _world.Add("a.rtraw", "RTRAW", 1, raw);
        long esd = _world.Add("a.esd", "ESD", 1, rtraw);
        long other = _world.Add("b.esd", "ESD", 1, rtraw);
        var provenance = new ProvenanceQueries(_world.Database);
        Assert.Equal([(1, rtraw), (2, raw)], provenance.Ancestors(esd).Select(link => (link.Depth, link.FileId)));
        Assert.Equal([(1, rtraw), (2, esd), (2, other)], provenance.Descendants(raw).Select(link => (link.Depth, link.FileId)));
        Assert.Empty(provenance.Ancestors(raw));
    }

    [Fact]
    public void A_path_that_holds_a_registered_replica_is_never_announced_for_rewriting()
    {
        _world.Add("a.raw");
        CatalogueException refused = Assert.Throws<CatalogueException>(() => _world.Write(transaction =>
        {
            FileRegistrar.Announce(transaction, "main", "p/a.raw");
            return 0;
        }));
        Assert.Equal("PathTaken", refused.Cause);
    }

    [Fact]
    public void Pages_follow_one_another_without_gap_or_overlap()
    {
        long[] ids = [.. Enumerable.Range(0, 25).Select(i => _world.Add($"f{i}.raw"))];
        var queries = new FileQueries(_world.Database);
        var seen = new List<long>();
        long? after = null;
        do
        {
            Page<CatalogueFile> page = queries.List(new FileFilter(), after, 7);
            seen.AddRange(page.Items.Select(file => file.Id));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(ids, seen);
    }

    [Fact]
    public void A_filter_restricts_by_tier_run_and_pattern_together()
    {
        _world.Add("x/1.raw");
        _world.Add("x/2.raw", "RAW", 2);
        _world.Add("y/2.rtraw", "RTRAW", 2);
        var queries = new FileQueries(_world.Database);
        Assert.Equal(["x/2.raw"], queries.List(new FileFilter(Tier: "RAW", Run: 2)).Items.Select(file => file.Lfn));
        Assert.Equal(["x/1.raw", "x/2.raw"], queries.List(new FileFilter(Lfn: "x/*")).Items.Select(file => file.Lfn));
        Assert.Empty(queries.List(new FileFilter(Lfn: "' OR 1=1 --")).Items);
        Assert.Equal(7, queries.Find("x/1.raw")!.Metadata.GetProperty("livetimeNs").GetInt64());
        Assert.Equal([("RAW", 2L), ("RTRAW", 1L)], queries.Totals().Select(total => (total.Tier, total.Files)));
    }

    [Fact]
    public void Totals_come_in_the_order_of_the_tiers_whichever_file_was_first()
    {
        foreach (string tier in new[] { "histograms", "TelescopeReduced", "miniESD", "RAW" })
        {
            _world.Add($"x/{tier}", tier);
        }

        Assert.Equal(["RAW", "miniESD", "TelescopeReduced", "histograms"], new FileQueries(_world.Database).Totals().Select(total => total.Tier));
    }

    [Fact]
    public void A_logical_name_is_given_to_one_valid_file_and_is_free_again_once_that_is_invalid()
    {
        long first = _world.Add("a.raw");
        Assert.Equal("LfnTaken", Assert.Throws<CatalogueException>(() => _world.Add("a.raw")).Cause);
        Assert.True(_world.Write(transaction => FileRegistrar.Invalidate(transaction, first, "bad", "user:test")));
        Assert.False(_world.Write(transaction => FileRegistrar.Invalidate(transaction, first, "bad", "user:test")));
        long second = _world.Write(transaction => FileRegistrar.Register(
            transaction, new NewFile("a.raw", "RAW", 1, 1, 1, "00000001", 1, "{}", [], null), "main", "q/a.raw", "server"));
        var queries = new FileQueries(_world.Database);
        Assert.Equal(second, queries.Find("a.raw")!.Id);
        Assert.Equal(ReplicaState.Deleting, Assert.Single(queries.Replicas(first)).State);
    }

    [Fact]
    public void Deletion_is_mark_then_bytes_then_row_and_nothing_unmarked_is_ever_deleted()
    {
        long file = _world.Add("a.raw");
        var queries = new FileQueries(_world.Database);
        long replica = Assert.Single(queries.Replicas(file)).Id;
        _world.Write(transaction => { FileRegistrar.BytesDeleted(transaction, replica, "server"); return 0; });
        Assert.Equal(ReplicaState.Valid, Assert.Single(queries.Replicas(file)).State);
        _world.Write(transaction => FileRegistrar.Invalidate(transaction, file, "bad", "user:test"));
        _world.Write(transaction => { FileRegistrar.BytesDeleted(transaction, replica, "server"); return 0; });
        Assert.Empty(queries.Replicas(file));
        Assert.Equal(ReplicaState.Deleted, Assert.Single(queries.Replicas(file, includeDeleted: true)).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("a/")]
    [InlineData("ä.raw")]
    public void A_logical_name_from_outside_that_could_mislead_is_refused(string lfn) => Assert.NotNull(LogicalFileName.Fault(lfn));

    [Theory]
    [InlineData("a")]
    [InlineData("/juno/RUN.10554.JUNODAQ.Physics.ds-2.global_trigger.20251009140223.002_J25.5.0.rtraw")]
    public void A_name_of_the_field_is_taken(string lfn) => Assert.Null(LogicalFileName.Fault(lfn));
}
