using Fathom.Identity.Access;
using Fathom.Portal.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fathom.Portal.Access;

/// <summary>Where the operator signs in with the workspace's token, and out.</summary>
public static class LoginRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", (string? to) => new PageResult(_ => LoginPage.Render(OwnPath(to), refused: false))).Requires(Policy.Reader);
        routes.MapPost("/login", SignIn).Requires(Policy.Reader);
        routes.MapPost("/logout", (HttpContext context, Sessions sessions) =>
        {
            sessions.Close(context);
            return Results.LocalRedirect("/?done=signed-out");
        }).Requires(Policy.OperatorForm);
    }

    /// <summary>The address to go to after signing in: only a path of this server.</summary>
    internal static string OwnPath(string? to)
        => to is { Length: > 0 and < 2000 } && to[0] == '/' && !to.StartsWith("//", StringComparison.Ordinal) && !to.StartsWith("/\\", StringComparison.Ordinal)
            && !to.StartsWith("/login", StringComparison.Ordinal) && !to.Any(char.IsControl) ? to : "/";

    private static async Task<IResult> SignIn(HttpContext context, Authenticator authenticator, Sessions sessions)
    {
        if (!context.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var to = OwnPath(form["to"].ToString());
        if (authenticator.Authenticate(form["token"].ToString().Trim()) is not { Role: Role.Operator })
        {
            return new PageResult(_ => LoginPage.Render(to, refused: true));
        }

        sessions.Open(context);
        return Results.LocalRedirect(to);
    }
}
