using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Fathom.Production.Protocol;

namespace Fathom.Portal.Tests.World;

/// <summary>A pilot that speaks the protocol over HTTP and does what a test says.</summary>
internal sealed class HttpPilot
{
    private static readonly ResourceUse Use = new(1.5, 2, 64 << 20);
    private static readonly HttpClient Http = new();
    private readonly Caller _caller;

    private HttpPilot(Uri server, PilotWelcome welcome)
    {
        Id = welcome.PilotId;
        _caller = new Caller(server, welcome.Token);
    }

    public long Id { get; }

    public string Token => _caller.Token;

    public static async Task<HttpPilot> RegisterAsync(Uri server, string bootstrap)
    {
        using var answer = await PostAsync(new Caller(server, bootstrap), Routes.Register, new PilotRegistration("test", "here", "test-host", 4711, "1"), ProtocolJson.Default.PilotRegistration);
        answer.EnsureSuccessStatusCode();
        return new HttpPilot(server, (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.PilotWelcome))!);
    }

    public async Task<LeasedJob?> LeaseAsync(string? requestId = null)
    {
        using var answer = await PostAsync(_caller, Routes.Lease(Id), new NoContent(), ProtocolJson.Default.NoContent, requestId);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.LeaseReply))!.Job;
    }

    public async Task<HttpStatusCode> StartAsync(LeasedJob job)
    {
        using var answer = await PostAsync(_caller, Routes.Started, new AttemptStarted(job.Fence, 1), ProtocolJson.Default.AttemptStarted);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> FailAsync(LeasedJob job, string cause, string detail, string log)
    {
        var evidence = new FailureEvidence(FailureOrigin.Payload, cause, detail, 3, null, log, Use);
        using var answer = await PostAsync(_caller, Routes.Failed, new AttemptFailed(job.Fence, evidence), ProtocolJson.Default.AttemptFailed);
        return answer.StatusCode;
    }

    /// <summary>Writes the output at the element and reports it.</summary>
    public async Task<AcceptanceReply> UploadAsync(LeasedJob job, MadeFile made)
    {
        var path = $"{job.OutputPath}/{made.Lfn[(made.Lfn.LastIndexOf('/') + 1)..]}";
        var element = new Fathom.Storage.Folder.FolderElement(job.OutputElement.Name, job.OutputElement.Root);
        var stored = await element.CreateAsync(path, new MemoryStream(made.Bytes), CancellationToken.None);
        var output = new UploadedOutput(made.Tier, made.Lfn, path, stored.Size, stored.Adler32!, made.Events, made.Metadata);
        using var answer = await PostAsync(_caller, Routes.Uploaded, new AttemptUploaded(job.Fence, [output], Use, "", ""), ProtocolJson.Default.AttemptUploaded);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.AcceptanceReply))!;
    }

    public async Task<HttpResponseMessage> PostAsync<T>(string route, T body, JsonTypeInfo<T> type) => await PostAsync(_caller, route, body, type);

    private static Task<HttpResponseMessage> PostAsync<T>(Caller caller, string route, T body, JsonTypeInfo<T> type, string? requestId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(caller.Server, route)) { Content = JsonContent.Create(body, type) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        request.Headers.Add(Routes.RequestIdHeader, requestId ?? Guid.NewGuid().ToString());
        return Http.SendAsync(request);
    }

    private sealed record Caller(Uri Server, string Token);
}

/// <summary>An output that a test makes.</summary>
internal sealed record MadeFile(string Tier, string Lfn, byte[] Bytes, long Events, string Metadata);
