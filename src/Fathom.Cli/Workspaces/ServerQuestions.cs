using System.Net;
using System.Text.Json;
using Fathom.Database.Taking;
using Fathom.Production.Operations;

namespace Fathom.Cli.Workspaces;

/// <summary>Questions to the server that holds a workspace, which anybody on this machine may ask.</summary>
internal static class ServerQuestions
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Its answer; null where no server runs, or it does not answer any more.</summary>
    /// <param name="root">Folder of the workspace.</param>
    /// <param name="address">Path and query.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<T?> AskAsync<T>(string root, string address, CancellationToken cancellation)
        where T : class
    {
        if (WorkspaceLock.FindHolder(WorkspaceSession.Existing(root).Run) is not { Url.Length: > 0 } server)
        {
            return null;
        }

        using var http = new HttpClient { BaseAddress = new Uri(server.Url), Timeout = Longest };
        try
        {
            using HttpResponseMessage reply = await http.GetAsync(new Uri(address, UriKind.Relative), cancellation);
            string text = await reply.Content.ReadAsStringAsync(cancellation);
            return reply.StatusCode switch
            {
                HttpStatusCode.OK => JsonSerializer.Deserialize<T>(text, OperatorJson.Options),
                HttpStatusCode.NotFound => null, // a server of the version before
                _ => throw new CommandException(ExitCode.Unavailable, $"The server at {server.Url} answered {(int)reply.StatusCode}: {text}"),
            };
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
