using System.Globalization;
using System.IO.Pipelines;
using Fathom.PostgresServers;
using Fathom.Vo.Publishing;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tap;
using Npgsql;

namespace Fathom.Vo.Tests.Queries;

/// <summary>What is published, as the columns, the copy in SQLite and the copy in PostgreSQL answer it.</summary>
public sealed class PublishedCopiesTests
{
    [Theory, OnBothEngines]
    public Task Columns_and_the_copy_answer_generated_queries_alike(Engine engine) => AlikeAsync(engine, 150, 11);

    [Theory, OnBothEngines]
    [Trait("Duration", "Long")]
    public Task Columns_and_the_copy_answer_many_generated_queries_alike(Engine engine) => AlikeAsync(engine, 3_000, 12);

    [Theory, OnBothEngines]
    public async Task Joins_sets_and_subqueries_are_answered_alike_by_the_copies_and_by_tables_in_memory(Engine engine)
    {
        await using PublishedSample sample = await PublishedSample.MakeAsync(engine == Engine.Postgres, Sample.EventRows, Sample.RunRows);
        using var memory = new StoredSample(Sample.EventRows, Sample.RunRows);
        Assert.True(await sample.Keeper.KeepAsync(CancellationToken.None), string.Join('\n', sample.Log));
        int ofServer = 0;
        string[] questions = [.. ((IEnumerable<object[]>)PostgresTests.Questions).SelectMany(row => row.Cast<string>())];
        foreach (string text in questions)
        {
            (Answer found, bool isOfServer) = await sample.AskAsync(text);
            Assert.True(memory.Ask(text).Text == found.Text, $"{text}\n--- in memory\n{memory.Ask(text).Text}\n--- {engine}\n{found.Text}");
            ofServer += isOfServer ? 1 : 0;
        }

        // Circles of joins are found by the order on the sky, which only SQLite's copy has.
        Assert.Equal(engine == Engine.Postgres ? questions.Length - 2 : 0, ofServer);
    }

    [Theory, OnBothEngines]
    public async Task A_copy_is_made_before_a_query_needs_it_outlives_the_server_and_goes_with_its_release(Engine engine)
    {
        await using PublishedSample sample = await PublishedSample.MakeAsync(engine == Engine.Postgres, Sample.EventRows, Sample.RunRows);
        Assert.True(await sample.Keeper.KeepAsync(CancellationToken.None), string.Join('\n', sample.Log));
        string[] made = Copies(sample);
        DateTime[] when = [.. made.Select(File.GetLastWriteTimeUtc)];
        Assert.Equal(sample.Published.Tables.Contents.Count, made.Length);

        var next = new PublishedShelf(sample.Shelf, Path.Combine(sample.CopiesFolder, "..", "next"), TimeProvider.System, sample.Log.Add);
        Assert.True(await new CopyKeeper(next, TimeProvider.System, sample.Log.Add).KeepAsync(CancellationToken.None));
        Assert.Equal(made, Copies(sample));
        Assert.Equal(when, made.Select(File.GetLastWriteTimeUtc));

        File.WriteAllText(Path.Combine(sample.CopiesFolder, new string('0', 64) + ".db.broken"), "cut short by a crash");
        sample.Shelf.Withdraw(sample.Shelf.Find("nu_runs")!, "wrong", DateTimeOffset.UnixEpoch.AddDays(20_001));
        var after = new PublishedShelf(sample.Shelf, Path.Combine(sample.CopiesFolder, "..", "after"), TimeProvider.System, sample.Log.Add);
        Assert.True(await new CopyKeeper(after, TimeProvider.System, sample.Log.Add).KeepAsync(CancellationToken.None));
        Assert.Equal(after.Tables.Contents.Order(), Copies(sample).Select(Path.GetFileNameWithoutExtension));
    }

    [Fact]
    public async Task A_query_that_comes_while_its_table_is_copied_waits_and_says_so_where_the_time_is_over()
    {
        // Some tenths of a second to copy, against a millisecond to wait.
        await using PublishedSample sample = await PublishedSample.MakeAsync(false, BothPathsTests.RandomRows(100_000, new Random(7)));
        const string Join = "SELECT COUNT(*) FROM e a JOIN e b ON a.id = b.id AND a.nhit = 1";
        var request = new TapRequest(Join, TableFormats.Find("csv")!, 10);
        CopyNotReadyException problem = await Assert.ThrowsAsync<CopyNotReadyException>(() => TapQueries.WriteAsync(
            request, sample.Queries.Prepare(Join), (TimeSpan.FromMilliseconds(1), TimeProvider.System), PipeWriter.Create(Stream.Null), CancellationToken.None));
        Assert.Contains("Try again", problem.Message, StringComparison.Ordinal);
        Assert.Equal((await sample.AskAsync("SELECT COUNT(*) FROM e WHERE nhit = 1")).Answer.Text, (await sample.AskAsync(Join)).Answer.Text);
    }

    [Fact]
    public async Task In_PostgreSQL_queries_run_as_a_role_that_reads_the_copies_and_nothing_else()
    {
        if (!PostgresCluster.IsThere)
        {
            return;
        }

        await using PublishedSample sample = await PublishedSample.MakeAsync(true, Sample.RunRows);
        await using NpgsqlDataSource owner = sample.OpenSource();
        await ExecuteAsync(owner, "CREATE TABLE public.secret (password text)");
        Assert.True(await sample.Keeper.KeepAsync(CancellationToken.None), string.Join('\n', sample.Log));
        string role = (string)(await ScalarAsync(owner, "SELECT current_database() || '_published'"))!;
        Assert.Equal(1L, await ScalarAsync(owner, $"SELECT COUNT(*) FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'fathom_published'::regnamespace AND has_table_privilege('{role}', oid, 'SELECT') AND reltuples = 4"));
        Assert.Equal(0L, await ScalarAsync(owner, $"SELECT COUNT(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND has_table_privilege('{role}', oid, 'SELECT')"));
        Assert.Equal(false, await ScalarAsync(owner, $"SELECT rolcanlogin OR rolsuper FROM pg_roles WHERE rolname = '{role}'"));

        // A role that was given more is not used: the queries go to SQLite.
        await ExecuteAsync(owner, $"GRANT SELECT ON public.secret TO \"{role}\"");
        await using var careful = new PostgresCopies(sample.OpenSource(), sample.Log.Add);
        Assert.False(await careful.TryOpenAsync(CancellationToken.None));
        Assert.Contains(sample.Log, line => line.Contains("may do more than read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_join_that_takes_too_long_in_PostgreSQL_ends_there_too()
    {
        if (!PostgresCluster.IsThere)
        {
            return;
        }

        await using PublishedSample sample = await PublishedSample.MakeAsync(true, BothPathsTests.RandomRows(3_000, new Random(7)));
        Assert.True(await sample.Keeper.KeepAsync(CancellationToken.None), string.Join('\n', sample.Log));
        await using NpgsqlDataSource owner = sample.OpenSource();
        using var stop = new CancellationTokenSource();
        await using var rows = new JoinedRows(sample.Queries.Prepare("SELECT COUNT(*) FROM e a, e b, e c WHERE a.ra + b.ra > c.ra"), 10);
        Task asking = rows.NextAsync(stop.Token).AsTask();
        while ((long)(await ScalarAsync(owner, Running))! == 0)
        {
            Assert.False(asking.IsCompleted);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await rows.DisposeAsync();
        while ((long)(await ScalarAsync(owner, Running))! != 0)
        {
        }
    }

    private const string Running = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE 'SELECT COUNT(*)%fathom_published%' AND pid <> pg_backend_pid()";

    private static async Task AlikeAsync(Engine engine, int queries, int seed)
    {
        await using PublishedSample sample = await PublishedSample.MakeAsync(engine == Engine.Postgres, BothPathsTests.RandomRows(200, new Random(7)));
        Assert.True(await sample.Keeper.KeepAsync(CancellationToken.None), string.Join('\n', sample.Log));
        var random = new Random(seed);
        int ofServer = 0;
        for (int i = 0; i < queries; i++)
        {
            var generator = new RandomQuery(random);
            string text = i % 5 == 0 ? generator.Lazy(ordersTerms: engine == Engine.Sqlite) : generator.Text();
            PreparedQuery query = sample.Queries.Prepare(text).Query;
            Answer columns = Answer.Of(query.Execute(1_000));
            (Answer copy, bool isOfServer) = await sample.AskAsync(text, 1_000);
            Assert.True(Rounded(columns) == Rounded(copy), $"{text}\n--- columns\n{Rounded(columns)}\n--- {engine}\n{Rounded(copy)}");
            ofServer += isOfServer ? 1 : 0;
        }

        Assert.True(engine == Engine.Postgres ? ofServer > queries / 2 : ofServer == 0, $"{ofServer} of {queries} were answered by PostgreSQL");
    }

    private static string[] Copies(PublishedSample sample) =>
        [.. Directory.GetFiles(sample.CopiesFolder).Where(file => Path.GetFileName(file) != "empty.db").Order(StringComparer.Ordinal)];

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using NpgsqlCommand command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static string Rounded(Answer answer) => string.Join('\n', answer.Rows
        .Select(row => string.Join('|', row.Select(value => value switch
        {
            null => "-",
            double number => (Math.Abs(number) < 1e-7 ? 0 : number).ToString("G8", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        }))).Order(StringComparer.Ordinal));
}
