using System.Text;
using System.Xml.Linq;
using Fathom.Vo.Uws;

namespace Fathom.Vo.Tests.Uws;

/// <summary>A service whose jobs do what their parameter DO says: <c>end</c>, <c>fail</c>, or <c>wait</c> until the test lets them end.</summary>
internal sealed class UwsDesk : IDisposable
{
    public static readonly XNamespace Names = "http://www.ivoa.net/xml/UWS/v1.0";
    private static readonly Uri Address = new("http://127.0.0.1/tap/async");

    private readonly TemporaryFolder _folder = new();
    private CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private UwsService _service;
    private Task _running;

    public UwsDesk(UwsLimits? limits = null)
    {
        Limits = limits ?? new UwsLimits();
        (Jobs, _service, _running) = Open();
    }

    public SteppedTime Time { get; } = new();

    public UwsLimits Limits { get; }

    public UwsJobs Jobs { get; private set; }

    public void LetGo() => _goOn.TrySetResult();

    /// <summary>Another server over the same folder, as after a kill: the one before writes nothing more.</summary>
    public async Task ReopenAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        (Jobs, _service, _running) = Open();
    }

    public Task<UwsAnswer> SendAsync(string method, string path, string owner = "anonymous", params (string Name, string Value)[] parameters) =>
        _service.AnswerAsync(
            new UwsRequest(method, path.Split('/', StringSplitOptions.RemoveEmptyEntries), [.. parameters.Select(one => new UwsParameter(one.Name, one.Value))], owner, Address),
            CancellationToken.None);

    public async Task<string> CreateAsync(params (string Name, string Value)[] parameters)
    {
        UwsAnswer made = await SendAsync("POST", "", parameters: parameters);
        Assert.Equal(303, made.Status);
        return made.Location!.Segments[^1];
    }

    public async Task<string> PhaseAsync(string id) => Encoding.UTF8.GetString((await SendAsync("GET", $"{id}/phase")).Body.Span);

    public async Task<XElement> JobAsync(string id) => Root(await SendAsync("GET", id));

    public async Task<IReadOnlyList<string>> ListAsync(params (string Name, string Value)[] parameters) =>
        [.. Root(await SendAsync("GET", "", parameters: parameters)).Elements(Names + "jobref").Select(job => job.Attribute("id")!.Value)];

    public static XElement Root(UwsAnswer answer) => XElement.Load(new MemoryStream(answer.Body.ToArray()));

    /// <summary>Waits, without a clock, until a job is in another phase.</summary>
    public async Task LeavesAsync(string id, string phase)
    {
        UwsJob job = Jobs.Find("anonymous", id)!;
        while (job.Phase.Name() == phase)
        {
            await Jobs.WaitAsync(job, TimeSpan.FromDays(1), CancellationToken.None);
            job = Jobs.Find("anonymous", id)!;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        LetGo();
        _folder.Dispose();
        _stop.Dispose();
    }

    private (UwsJobs Jobs, UwsService Service, Task Running) Open()
    {
        var jobs = new UwsJobs(_folder["jobs"], Time, Limits);
        var runner = new UwsRunner(jobs, new Work(_goOn.Task), Time, _ => { });
        return (jobs, new UwsService(jobs, runner), Task.Run(() => runner.RunAsync(_stop.Token)));
    }

    private sealed class Work(Task goOn) : IUwsWork
    {
        public async Task<IReadOnlyList<UwsResult>> RunAsync(UwsJob job, string folder, CancellationToken stop)
        {
            if (job.Parameter("DO") == "fail")
            {
                throw new UwsFaultException("It was told to fail.");
            }

            await (job.Parameter("DO") == "wait" ? goOn.WaitAsync(stop) : Task.CompletedTask);
            await File.WriteAllTextAsync(Path.Combine(folder, "result"), "made", stop);
            return [new UwsResult("result", "text/plain", 4)];
        }
    }
}
