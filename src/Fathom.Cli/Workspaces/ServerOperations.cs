using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Fathom.Catalog;
using Fathom.Catalog.Runs;
using Fathom.Production.Operations;
using Fathom.Production.Protocol;

namespace Fathom.Cli.Workspaces;

/// <summary>The operator's writes, through the server that holds the workspace.</summary>
internal sealed class ServerOperations : IWorkspaceOperations, IDisposable
{
    private const int Tries = 5;
    private readonly HttpClient http;

    public ServerOperations(Uri server, string tokenFile)
    {
        http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(tokenFile).Trim());
    }

    public Task AnnounceAsync(PathAnnouncement announcement, CancellationToken cancellation) =>
        PostAsync("/api/paths/announce", announcement, cancellation);

    public Task RegisterFileAsync(FileImport file, CancellationToken cancellation) => PostAsync("/api/files", file, cancellation);

    public Task RegisterRunAsync(RunImport run, CancellationToken cancellation) => PostAsync("/api/runs", run, cancellation);

    public async Task<GoodRunList> AddGoodRunListAsync(GoodRunListText list, CancellationToken cancellation) =>
        Read<GoodRunList>(await PostAsync("/api/good-run-lists", list, cancellation));

    public async Task<CommandReply> RunAsync(OperatorCommand command, CancellationToken cancellation) =>
        Read<CommandReply>(await PostAsync("/api/commands", command, cancellation));

    /// <summary>Last lines of a job that runs now, as its pilot brings them.</summary>
    public async Task<PeekedLog> PeekAsync(long jobId, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"/api/jobs/{jobId}/peek", UriKind.Relative), cancellation);
            string text = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize(text, ProtocolJson.Default.PeekedLog)! : throw Refusal(answer.StatusCode, text);
        }
        catch (HttpRequestException fault)
        {
            throw new CommandException(ExitCode.Unavailable, $"The server at {http.BaseAddress} does not answer: {fault.Message}");
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Posts under one request id, again where no answer came: the server gives the first answer (law 5).</summary>
    private async Task<string> PostAsync<T>(string route, T body, CancellationToken cancellation)
    {
        string id = Guid.NewGuid().ToString();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = JsonContent.Create(body, options: OperatorJson.Options) };
                request.Headers.Add(Routes.RequestIdHeader, id);
                using HttpResponseMessage answer = await http.SendAsync(request, cancellation);
                string text = await answer.Content.ReadAsStringAsync(cancellation);
                return answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict ? text : throw Refusal(answer.StatusCode, text);
            }
            catch (HttpRequestException) when (attempt < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 << attempt), cancellation);
            }
            catch (HttpRequestException fault)
            {
                throw new CommandException(ExitCode.Unavailable, $"The server at {http.BaseAddress} does not answer: {fault.Message}");
            }
        }
    }

    private Exception Refusal(HttpStatusCode status, string text) => status switch
    {
        HttpStatusCode.UnprocessableEntity => Refused(text),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new CommandException(
            ExitCode.Denied, $"The server at {http.BaseAddress} refuses the operator's token of this workspace ({(int)status})."),
        HttpStatusCode.NotFound => new CommandException(ExitCode.NotFound, text),
        _ => new CommandException(ExitCode.Unavailable, $"The server at {http.BaseAddress} answered {(int)status}: {text}"),
    };

    private static CatalogueException Refused(string text)
    {
        using JsonDocument answer = JsonDocument.Parse(text);
        return new CatalogueException(
            answer.RootElement.GetProperty("cause").GetString() ?? "", answer.RootElement.GetProperty("message").GetString() ?? "");
    }

    private static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, OperatorJson.Options) ?? throw new CommandException(ExitCode.Internal, $"The server answered '{text}'.");
}
