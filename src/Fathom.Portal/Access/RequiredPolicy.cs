using Microsoft.AspNetCore.Builder;

namespace Fathom.Portal.Access;

/// <summary>The policy that an endpoint names.</summary>
public sealed record RequiredPolicy(Policy Policy);

/// <summary>Naming the policy of routes.</summary>
public static class RequiredPolicyExtensions
{
    /// <summary>Names who may use the route.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder route, Policy policy)
        where TBuilder : IEndpointConventionBuilder
    {
        route.Add(endpoint => endpoint.Metadata.Add(new RequiredPolicy(policy)));
        return route;
    }
}
