using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Access;

/// <summary>The operator's sessions in browsers: held in memory, so that they end with the server.</summary>
public sealed class Sessions(TimeProvider time)
{
    /// <summary>A session ends so long after its last use.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const int Most = 1000;
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Opens a session and sets its cookie.</summary>
    public void Open(HttpContext context)
    {
        Forget();
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _sessions[Key(secret)] = new Session(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), time.GetUtcNow() + Lifetime);
        context.Response.Cookies.Append(Cookie(context), secret, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            Secure = context.Request.IsHttps,
        });
    }

    /// <summary>The form token of the request's session, or null where it has none.</summary>
    public string? FormToken(HttpContext context)
    {
        if (context.Request.Cookies[Cookie(context)] is not { Length: 64 } secret
            || !_sessions.TryGetValue(Key(secret), out var session)
            || session.Ends <= time.GetUtcNow())
        {
            return null;
        }

        _sessions[Key(secret)] = session with { Ends = time.GetUtcNow() + Lifetime };
        return session.FormToken;
    }

    /// <summary>Ends the request's session.</summary>
    public void Close(HttpContext context)
    {
        if (context.Request.Cookies[Cookie(context)] is { } secret)
        {
            _sessions.TryRemove(Key(secret), out _);
        }

        context.Response.Cookies.Delete(Cookie(context));
    }

    // Cookies know no ports: two workspaces served on one machine keep theirs apart by name.
    private static string Cookie(HttpContext context)
        => "fathom-session-" + context.Connection.LocalPort.ToString(CultureInfo.InvariantCulture);

    private static string Key(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private void Forget()
    {
        var now = time.GetUtcNow();
        var surplus = _sessions.OrderBy(s => s.Value.Ends).Take(Math.Max(0, _sessions.Count - Most + 1));
        foreach (var (key, _) in _sessions.Where(s => s.Value.Ends <= now).Concat(surplus))
        {
            _sessions.TryRemove(key, out _);
        }
    }

    private sealed record Session(string FormToken, DateTimeOffset Ends);
}
