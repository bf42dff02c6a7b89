using System.Text;

namespace Fathom.Vo.Uws;

/// <summary>An answer to a request.</summary>
/// <param name="Status">HTTP status.</param>
public sealed record UwsAnswer(int Status)
{
    /// <summary>Media type of the body.</summary>
    public string MediaType { get; init; } = "text/plain; charset=utf-8";

    /// <summary>The body, where it is short.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The file that is the body; null: it is <see cref="Body"/>.</summary>
    public string? File { get; init; }

    /// <summary>Where the client goes on; null: nowhere.</summary>
    public Uri? Location { get; init; }

    internal static UwsAnswer Text(string text) => new(200) { Body = Encoding.UTF8.GetBytes(text) };

    internal static UwsAnswer Xml(byte[] document) => new(200) { MediaType = "text/xml; charset=utf-8", Body = document };

    internal static UwsAnswer SeeOther(Uri place) => new(303) { Location = place };

    internal static UwsAnswer Refusal(int status, string why) => new(status) { Body = Encoding.UTF8.GetBytes(why + "\n") };

    internal static UwsAnswer NoSuchJob { get; } = Refusal(404, "There is no such job: it was deleted, its time has come, or it is another's.");
}
