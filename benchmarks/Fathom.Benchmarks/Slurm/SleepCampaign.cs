using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Fathom.Catalog.Elements;
using Fathom.Catalog.Files;
using Fathom.Compute.Payload;
using Fathom.Database;
using Fathom.Portal.Server;
using Fathom.Production.Campaigns;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;
using Fathom.Storage.Checksums;

namespace Fathom.Benchmarks.Slurm;

/// <summary>A campaign whose jobs sleep, run by pilots from Slurm: real server, real pilots, every output checked and accepted.</summary>
internal sealed class SleepCampaign(int jobs, string seconds) : IDisposable
{
    private const string Name = "Sleep26A", Element = "main";
    private static readonly byte[] Content = "sixteen bytes…\n"u8.ToArray();
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Look = TimeSpan.FromMilliseconds(50);
    private readonly WorkspaceFolders _folders = new(Directory.CreateTempSubdirectory("fathom-sleep-").FullName);

    /// <summary>Runs it; returns the time from the first submission to the last acceptance.</summary>
    public async Task<TimeSpan> RunAsync()
    {
        await FillAsync();
        await using FathomServer server = await FathomServer.StartAsync(new ServerOptions
        {
            Workspace = _folders.Root,
            Port = 0,
            Pilots = 0,
            Command = new SelfCommand(Path.Combine(Repository.Root, "src/Fathom.Cli/bin/Release/net10.0/fathom"), []),
            Log = Console.Error,
            Slurm = new SlurmServerOptions
            {
                CpusPerPilot = 8,
                MaxPilots = 1,
                Idle = TimeSpan.FromSeconds(1),
                Poll = TimeSpan.FromSeconds(0.5),
                TimeLimit = TimeSpan.FromMinutes(10),
            },
        });
        using var stop = new CancellationTokenSource();
        Task<ServerEnd> ending = server.RunAsync(stop.Token);
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(_folders.OperatorToken)).Trim());
        await PostAsync<OperatorCommand>(http, "/api/commands", new CreateCampaign(Definition()));
        long begin = Stopwatch.GetTimestamp();
        await PostAsync<OperatorCommand>(http, "/api/commands", new StartCampaign(Name, null));
        await AcceptedAsync(ending);
        TimeSpan taken = Stopwatch.GetElapsedTime(begin);
        SlurmCluster.Pause(TimeSpan.FromSeconds(3)); // the pilot ends, idle
        await stop.CancelAsync();
        await ending;
        return taken;
    }

    public void Dispose() => Directory.Delete(_folders.Root, recursive: true);

    private static string LfnOf(int job) => FormattableString.Invariant($"Sleep/RAW/RUN.1.{job:D5}.raw");

    private static async Task PostAsync<T>(HttpClient http, string route, T body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(body, options: OperatorJson.Options) };
        request.Headers.Add(Routes.RequestIdHeader, Guid.CreateVersion7().ToString());
        using HttpResponseMessage answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{route}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private CampaignDefinition Definition() => new(
        Name, CampaignKind.Detector, null, null, [.. Enumerable.Range(1, jobs).Select(LfnOf)], null, "0.1", Element, null,
        [
            new TransformationDefinition("sleep", "command", FileTiers.Raw, FileTiers.Rtraw, false, new Dictionary<string, string>
            {
                ["command"] = "/bin/sleep",
                ["args"] = seconds,
            }),
        ]);

    private async Task FillAsync()
    {
        Directory.CreateDirectory(_folders.Run);
        string storage = Path.Combine(_folders.Storage, Element);
        Directory.CreateDirectory(Path.Combine(storage, "Sleep/RAW"));
        string adler32 = Adler32.Format(Adler32.Of(Content));
        for (int job = 1; job <= jobs; job++)
        {
            await File.WriteAllBytesAsync(Path.Combine(storage, LfnOf(job)), Content);
        }

        using var database = WorkspaceDatabase.Open(_folders.Database);
        await database.WriteAsync(transaction =>
        {
            StorageElementRegistry.Add(transaction, new StorageElementEntry(Element, "folder", $"storage/{Element}", "here", null));
            for (int job = 1; job <= jobs; job++)
            {
                var file = new NewFile(LfnOf(job), FileTiers.Raw, null, null, Content.Length, adler32, 0, "{}", [], null);
                FileRegistrar.Register(transaction, file, Element, LfnOf(job), "user:bench");
            }
        });
    }

    private async Task AcceptedAsync(Task ending)
    {
        long begin = Stopwatch.GetTimestamp();
        while (Done() < jobs)
        {
            if (ending.IsCompleted || Stopwatch.GetElapsedTime(begin) > Patience)
            {
                throw new InvalidOperationException($"{Done()} of {jobs} jobs are done. {PilotLogs()}");
            }

            await Task.Delay(Look);
        }
    }

    /// <summary>Outputs that lie at the element and were accepted: the replicas in the catalogue, read as any reader would.</summary>
    private int Done()
    {
        using var database = WorkspaceDatabase.Open(_folders.Database, new WorkspaceDatabaseOptions { Access = WorkspaceAccess.Read });
        return database.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM accepted_output WHERE valid = 1";
            return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        });
    }

    private string PilotLogs()
    {
        var logs = new StringBuilder();
        foreach (string log in Directory.GetFiles(Path.Combine(_folders.Scratch, "logs")))
        {
            string text = File.ReadAllText(log);
            logs.AppendLine(log).AppendLine(text.Length > 2000 ? text[^2000..] : text);
        }

        return logs.ToString();
    }
}
