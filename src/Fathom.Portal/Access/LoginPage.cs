using Fathom.Portal.Markup;

namespace Fathom.Portal.Access;

/// <summary>Takes the operator's token.</summary>
public static class LoginPage
{
    /// <summary>The page.</summary>
    /// <param name="to">Path to go to afterwards.</param>
    /// <param name="refused">The token given before was not the operator's.</param>
    public static PageContent Render(string to, bool refused) => new("Sign in", "", Html.Of($"""
        <div class="card login"><h1>Sign in</h1>
        <p class="soft">Everybody on this machine may look. To start and stop campaigns, reschedule or kill jobs, give the operator's token of this workspace: <code>secrets/operator.token</code>.</p>
        {Html.If(refused, () => Html.Trusted("<p class=\"problem\" role=\"alert\">That is not the operator's token of this workspace.</p>"))}
        <form method="post" action="/login"><input type="hidden" name="to" value="{to}">
        <label>Operator's token<input type="password" name="token" autocomplete="current-password" required autofocus></label>
        <button class="main">Sign in</button></form></div>
        """))
    { Live = false, Status = refused ? 403 : 200 };
}
